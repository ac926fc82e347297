import { app } from 'electron';
import path from 'node:path';
import { autostartEntry } from '../core/shell/autostart-entry.ts';
import type { Log, ShellFiles } from '../core/shell/files.ts';

const hidden = '--hidden';

/** Where desktops of Linux look for what starts with the login. */
const entryPath = (): string => path.join(app.getPath('appData'), 'autostart', 'sluice.desktop');

/** An AppImage runs from a mount that changes: its own file is named in the environment. */
const ownCommand = (): readonly string[] => {
  const program = process.env['APPIMAGE'] ?? app.getPath('exe');
  return app.isPackaged ? [program, hidden] : [program, app.getAppPath(), hidden];
};

/** Makes the system start Sluice at login, or stop doing so. Does nothing where it is as wished already. */
export const setupLoginStart =
  (files: ShellFiles, log: Log) =>
  async (wanted: boolean): Promise<void> => {
    try {
      if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin: wanted, args: [hidden] });
      else if (wanted) await files.writeWhole(entryPath(), autostartEntry('Sluice', ownCommand()));
      else await files.remove(entryPath());
    } catch (error) {
      log.write('error', 'the start at login cannot be changed', { reason: String(error) });
      throw error;
    }
  };
