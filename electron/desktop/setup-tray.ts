import { app, Menu, nativeImage, shell, Tray } from 'electron';
import path from 'node:path';
import type { ShellWords } from '../contract/words/shell.ts';
import type { StatusView } from '../contract/views.ts';
import type { EngineHost } from './engine-host.ts';
import type { MainWindow } from './setup-window.ts';
import { shortened, type TrayActs, trayIcon, trayMenu } from './tray-menu.ts';

export interface TrayParts {
  readonly icons: string;
  readonly source: EngineHost;
  readonly window: MainWindow;
  readonly words: () => ShellWords;
}

/** Windows cuts tooltips at 127 characters. */
const toolTipLength = 120;
const recentShown = 5;

const actsOf = (engine: EngineHost, window: MainWindow): TrayActs => ({
  openWindow: () => window.show(),
  openDelivery: ({ id }) => window.show(`/history/${id}`),
  openFolder: (folder) => void shell.openPath(folder),
  pauseAll: () => engine.pauseAll(),
  resumeAll: () => engine.resumeAll(),
  quit: () => app.quit(),
});

const image = (file: string) => {
  const icon = nativeImage.createFromPath(file);
  if (process.platform === 'darwin') icon.setTemplateImage(true);
  return icon;
};

/**
 * The tray's icon, tooltip and menu. The returned function brings them up to date; the tray must be held on to, or it
 * vanishes with the garbage.
 */
export const setupTray = ({ icons, source, window, words }: TrayParts): (() => void) => {
  const acts = actsOf(source, window);
  const iconOf = (status: StatusView): string => path.join(icons, trayIcon(status.state, process.platform));
  let shownIcon = iconOf(source.status());
  let shownMenu = '';
  const tray = new Tray(image(shownIcon));
  tray.on('click', acts.openWindow);
  const update = (): void => {
    if (tray.isDestroyed()) return;
    const status = source.status();
    const icon = iconOf(status);
    if (icon !== shownIcon) tray.setImage(image(icon));
    shownIcon = icon;
    tray.setToolTip(shortened(`Sluice: ${status.sentence}`, toolTipLength));
    const template = trayMenu({ status, recent: source.recent(recentShown), words: words() }, acts);
    // an open menu closes when it is set again: only where it says something else
    const menu = JSON.stringify(template);
    if (menu !== shownMenu) tray.setContextMenu(Menu.buildFromTemplate(template));
    shownMenu = menu;
  };
  update();
  source.subscribe((event) => {
    if (event.type !== 'progress') update();
  });
  return update;
};
