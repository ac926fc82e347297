import { app, dialog, Menu, shell } from 'electron';
import { Fault } from '../contract/fault.ts';
import { sentence } from '../contract/words/sentence.ts';
import type { ShellWords } from '../contract/words/shell.ts';
import type { Log } from '../core/shell/files.ts';
import type { ConfigurationExchange } from './configuration-exchange.ts';
import type { EngineHost } from '../compose/host/engine-host.ts';
import { type MenuActs, menuTemplate } from './menu-template.ts';
import { openExternalLink } from './setup-guards.ts';
import type { MainWindow } from './setup-window.ts';

const documentation = 'https://github.com/sluice/sluice#readme';

export interface MenuParts {
  readonly window: MainWindow;
  readonly host: EngineHost;
  readonly exchange: ConfigurationExchange;
  readonly log: Log;
}

export const setupMenu = ({ window, host, exchange, log }: MenuParts, words: ShellWords): void => {
  const tell = (error: unknown): void => {
    const fault = Fault.from(error);
    log.write('warn', 'the configuration was not exchanged', {
      code: fault.code,
      reason: fault.facts.reason,
    });
    dialog.showErrorBox('Sluice', sentence(fault.view));
  };
  const acts: MenuActs = {
    show: (path) => window.show(path),
    scanNow: () => void host.scanNow(),
    openDocumentation: () => void openExternalLink(documentation, log),
    openLogs: () => void shell.openPath(log.folder),
    exportConfiguration: () => void exchange.exportToFile().catch(tell),
    importConfiguration: () => void exchange.importFromFile().catch(tell),
    quit: () => app.quit(),
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(acts, words, process.platform)));
};
