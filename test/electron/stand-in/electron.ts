// The module `electron` of plain Node. See README.md beside it.
import { readFileSync } from 'node:fs';
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { autoUpdater, crashReporter, nativeTheme, powerMonitor, screen, shell } from './desktop-services.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { nativeImage } from './native-image.ts';
import { Notification } from './notification.ts';
import { applicationRoot } from './package-root.ts';
import { recorded } from './recorded.ts';
import { answerQuestions } from './remote.ts';
import { net, protocol, session } from './session.ts';
import { Tray } from './tray.ts';
import { utilityProcess } from './utility-process.ts';

const offered = {
  app,
  autoUpdater,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>;

/** What only tests look at. */
const standIn = { recorded, Tray, Notification };
export type StandIn = typeof standIn;

const electronPackage = new URL('../../../node_modules/electron/package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(electronPackage, 'utf8')) as { version: string };
Object.defineProperty(process.versions, 'electron', { value: version });
Object.defineProperty(process, 'type', { value: 'browser' });
Object.defineProperty(process, 'resourcesPath', { value: applicationRoot });

answerQuestions({ ...offered, standIn });
const closeAll = (): boolean => BrowserWindow.getAllWindows().every((window) => window.tryClose());
autoUpdater.whenQuitting(() => {
  if (closeAll()) app.quit();
});
app.begin({ closeAll }).catch((error: unknown) => {
  process.stderr.write(`stand-in: ${String(error)}\n`);
  process.exit(1);
});

export {
  app,
  autoUpdater,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  // oxlint-disable-next-line import/no-default-export -- Electron has one: electron-store imports it
  offered as default,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  standIn,
  Tray,
  utilityProcess,
};
