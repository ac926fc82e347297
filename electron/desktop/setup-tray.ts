import { app, Menu, nativeImage, shell, Tray } from 'electron';
import path from 'node:path';
import type { ShellWords } from '../contract/words/shell.ts';
import type { StatusView } from '../contract/views.ts';
import type { EngineHost } from '../compose/host/engine-host.ts';
import type { WindowHandlers } from '../core/door/handlers.ts';
import { atMostEvery } from './at-most.ts';
import type { MainWindow } from './setup-window.ts';
import { type RecentDelivery, shortened, type TrayActs, trayIcon, trayMenu } from './tray-menu.ts';

export interface TrayParts {
  readonly icons: string;
  readonly host: EngineHost;
  readonly window: MainWindow;
  readonly words: () => ShellWords;
  /** The newer version that is there; undefined where there is none. */
  readonly newVersion: () => string | undefined;
  /** What pauses and resumes. */
  readonly queue: Pick<WindowHandlers, 'queue.pause' | 'queue.resume'>;
}

/** Windows cuts tooltips at 127 characters. */
const toolTipLength = 120;
const recentShown = 5;

const actsOf = ({ window, queue }: TrayParts): TrayActs => ({
  openWindow: () => window.show(),
  openUpdates: () => window.show('/settings'),
  openDelivery: ({ id }) => window.show(`/history/${id}`),
  openFolder: (folder) => void shell.openPath(folder),
  pauseAll: () => void queue['queue.pause']?.({}),
  resumeAll: () => void queue['queue.resume']?.({}),
  quit: () => app.quit(),
});

/** The last deliveries that arrived at Celonis, newest first. */
const recentOf = ({ engine }: EngineHost): readonly RecentDelivery[] =>
  (engine?.history.page({ states: ['delivered'] }, { limit: recentShown, offset: 0 }) ?? []).map(
    ({ delivery, lane }) => ({ id: delivery.id, file: delivery.sourceName, table: lane.table }),
  );

const image = (file: string) => {
  const icon = nativeImage.createFromPath(file);
  if (process.platform === 'darwin') icon.setTemplateImage(true);
  return icon;
};

/**
 * The tray's icon, tooltip and menu. The returned function brings them up to date; the tray must be held on to, or it
 * vanishes with the garbage.
 */
export const setupTray = (parts: TrayParts): (() => void) => {
  const { icons, host, words } = parts;
  const acts = actsOf(parts);
  const iconOf = (status: StatusView): string => path.join(icons, trayIcon(status.state, process.platform));
  let shownIcon = iconOf(host.status());
  let shownMenu = '';
  const tray = new Tray(image(shownIcon));
  tray.on('click', acts.openWindow);
  const update = (): void => {
    if (tray.isDestroyed()) return;
    const status = host.status();
    const icon = iconOf(status);
    if (icon !== shownIcon) tray.setImage(image(icon));
    shownIcon = icon;
    tray.setToolTip(shortened(`Sluice: ${status.sentence}`, toolTipLength));
    const template = trayMenu(
      { status, recent: recentOf(host), words: words(), newVersion: parts.newVersion() },
      acts,
    );
    // an open menu closes when it is set again: only where it says something else
    const menu = JSON.stringify(template);
    if (menu !== shownMenu) tray.setContextMenu(Menu.buildFromTemplate(template));
    shownMenu = menu;
  };
  update();
  // a burst of files is no reason to read the journal with every event
  const soon = atMostEvery(500, update);
  host.onEvent((event) => {
    if (event.type !== 'progress') soon();
  });
  return update;
};
