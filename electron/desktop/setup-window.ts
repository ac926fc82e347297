import { app, BrowserWindow, screen } from 'electron';
import type { Push } from '../contract/calls.ts';
import { channels } from '../contract/door.ts';
import { smallestWindow, windowPlace } from '../core/shell/window-place.ts';
import type { Log } from '../core/shell/files.ts';
import { startPage } from './app-origin.ts';
import { startedAtLogin } from './setup-login-start.ts';
import type { SettingsStore } from './setup-settings.ts';

/** The one window. It lives as long as the app and is only hidden when a person closes it. */
export interface MainWindow {
  readonly browserWindow: BrowserWindow;
  /** Brings it to the front, and in it a page of it, e.g. `/history/12`. */
  show(path?: string): void;
  push(push: Push): void;
}

export interface WindowSettings {
  readonly preload: string;
  readonly icon: string;
  readonly settings: SettingsStore;
  readonly log: Log;
  /** True once the person quits: then closing is closing. */
  readonly quitting: () => boolean;
}

const createWindow = ({ preload, icon, settings }: WindowSettings): BrowserWindow => {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  return new BrowserWindow({
    ...windowPlace(settings.window.bounds, screens),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Sluice',
    icon,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
};

/** Remembers where the window is, a moment after it came to rest. */
const rememberPlace = (window: BrowserWindow, settings: SettingsStore): void => {
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    if (!window.isDestroyed()) {
      settings.setWindow({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(remember, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('hide', remember);
  app.on('before-quit', remember);
};

/** So many complaints of a page are written down at most; a page that does nothing else fills no disk. */
const mostComplaints = 200;

/** What the page could not do, among it all that its policy refuses, stands in the log. */
const tellOfComplaints = (window: BrowserWindow, log: Log): void => {
  let told = 0;
  window.webContents.on('console-message', ({ level, message }) => {
    if ((level !== 'error' && level !== 'warning') || told >= mostComplaints) return;
    told += 1;
    log.write('warn', 'the window complained', { text: message.slice(0, 1_000) });
  });
};

export const setupWindow = (parts: WindowSettings): MainWindow => {
  const { settings, log, quitting } = parts;
  const window = createWindow(parts);
  rememberPlace(window, settings);
  window.on('close', (event) => {
    if (quitting()) return;
    event.preventDefault();
    window.hide();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    log.write('error', 'the window crashed', { reason: details.reason, code: details.exitCode });
    if (!quitting()) window.webContents.reload();
  });
  tellOfComplaints(window, log);
  window.once('ready-to-show', () => {
    if (settings.window.maximized) window.maximize();
    if (!startedAtLogin()) window.show();
  });
  app.on('activate', () => window.show());
  window.loadURL(startPage).catch((error: unknown) => {
    log.write('error', 'the window cannot be loaded', { reason: String(error) });
  });
  const push = (message: Push): void => {
    if (!window.isDestroyed()) window.webContents.send(channels.push, message);
  };
  return {
    browserWindow: window,
    push,
    show: (path) => {
      if (window.isDestroyed()) return;
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
      if (path !== undefined) push({ kind: 'open', path });
    },
  };
};
