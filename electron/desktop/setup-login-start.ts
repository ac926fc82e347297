import { app } from 'electron';
import path from 'node:path';
import { autostartEntry } from '../core/shell/autostart-entry.ts';
import type { Log, ShellFiles } from '../core/shell/files.ts';
import { updateProgram } from './setup-installer.ts';

const hidden = '--hidden';

/** Whether the system started the app at login: then the window waits in the tray. */
export const startedAtLogin = (): boolean =>
  process.argv.includes(hidden) ||
  // macOS hands over no arguments, but says so itself
  (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);

/** Where desktops of Linux look for what starts with the login. */
const entryPath = (): string => path.join(app.getPath('appData'), 'autostart', 'sluice.desktop');

/** An AppImage runs from a mount that changes: its own file is named in the environment. */
const ownCommand = (): readonly string[] => {
  const program = process.env['APPIMAGE'] ?? app.getPath('exe');
  return app.isPackaged ? [program, hidden] : [program, app.getAppPath(), hidden];
};

/** The folder of a version goes with the next installation: Squirrel's own program finds the newest. */
const windowsItem = (): Electron.Settings => {
  const program = path.basename(app.getPath('exe'));
  return app.isPackaged
    ? {
        path: updateProgram(),
        args: ['--processStart', `"${program}"`, '--process-start-args', `"${hidden}"`],
      }
    : { args: [hidden] };
};

const change = async (wanted: boolean, files: ShellFiles): Promise<void> => {
  if (process.platform === 'win32') app.setLoginItemSettings({ openAtLogin: wanted, ...windowsItem() });
  else if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: wanted });
  else if (wanted) await files.writeWhole(entryPath(), autostartEntry('Sluice', ownCommand()));
  else await files.remove(entryPath());
};

/** Makes the system start Sluice at login, or stop doing so. */
export const setupLoginStart =
  (files: ShellFiles, log: Log) =>
  async (wanted: boolean): Promise<void> => {
    try {
      await change(wanted, files);
    } catch (error) {
      log.write('error', 'the start at login cannot be changed', { reason: String(error) });
      throw error;
    }
  };
