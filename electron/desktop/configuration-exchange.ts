import { dialog } from 'electron';
import type { EngineHost } from '../compose/host/engine-host.ts';
import { configurationText, parseConfiguration, readConfiguration, shellFiles } from '../compose/shell.ts';
import type { Configuration } from '../contract/configuration.ts';
import { Fault } from '../contract/fault.ts';
import type { ShellWords } from '../contract/words/shell.ts';
import type { PathRegister } from '../core/shell/path-register.ts';
import { pathsIn } from '../core/shell/paths-in.ts';
import type { Pickers } from './pickers.ts';
import type { MainWindow } from './setup-window.ts';

export interface ExchangeParts {
  readonly window: MainWindow;
  readonly pickers: Pickers;
  readonly register: PathRegister;
  readonly words: () => ShellWords;
  readonly configuration: () => Configuration;
  readonly host: EngineHost;
}

export interface ConfigurationExchange {
  /** Writes it where the person says; null where that was cancelled. */
  exportToFile(): Promise<string | null>;
  /** Takes over a file that the person chooses. Throws a Fault that names line and key where it is not valid. */
  importFromFile(): Promise<string | null>;
  /** Takes over a text of the window. Folders that nobody chose are named to the person first. */
  importText(text: string): Promise<Configuration>;
}

const shownPaths = 20;

export const setupExchange = (parts: ExchangeParts): ConfigurationExchange => {
  const { window, pickers, register, words, configuration, host } = parts;

  /** A text of the window could point anywhere: the person decides, in a dialog that the window cannot answer. */
  const confirmPaths = async (paths: readonly string[]): Promise<void> => {
    const foreign = [...new Set(paths)].filter((path) => !register.allows(path));
    if (foreign.length === 0) return;
    const { response } = await dialog.showMessageBox(window.browserWindow, {
      type: 'question',
      message: words().confirmPaths,
      detail: foreign.slice(0, shownPaths).join('\n'),
      buttons: [words().cancel, words().useFolders],
      defaultId: 0,
      cancelId: 0,
    });
    if (response !== 1)
      throw new Fault('call.refused', { reason: 'the folders of the configuration were not confirmed' });
    for (const path of foreign) register.pick(path);
  };

  return {
    exportToFile: async () => {
      const path = await pickers.target('sluice.yaml');
      if (path !== null) await shellFiles.writeWhole(path, configurationText(configuration()));
      return path;
    },
    importFromFile: async () => {
      const path = await pickers.file('configuration');
      if (path !== null) await host.change(() => readConfiguration(path));
      return path;
    },
    importText: async (text) => {
      const read = parseConfiguration(text, 'configuration');
      await confirmPaths(pathsIn(read));
      return host.change(() => read);
    },
  };
};
