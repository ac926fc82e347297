import { dialog } from 'electron';
import type { PathRegister } from '../core/shell/path-register.ts';
import type { MainWindow } from './setup-window.ts';

export type FilePurpose = 'sample' | 'certificate' | 'credentials' | 'configuration';

const yaml = [{ name: 'YAML, JSON', extensions: ['yaml', 'yml', 'json'] }];
const filters: Readonly<Record<FilePurpose, Electron.FileFilter[]>> = {
  sample: [],
  certificate: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
  credentials: [],
  configuration: yaml,
};

/** Dialogs of the system. What a person picks here is what the window may name afterwards. */
export interface Pickers {
  folder(): Promise<string | null>;
  file(purpose: FilePurpose): Promise<string | null>;
  /** Where to write; the system has asked about a file that exists. */
  target(suggested: string): Promise<string | null>;
}

export const setupPickers = (window: MainWindow, register: PathRegister): Pickers => {
  const opened = async (options: Electron.OpenDialogOptions): Promise<string | null> => {
    const { canceled, filePaths } = await dialog.showOpenDialog(window.browserWindow, options);
    const [path] = filePaths;
    if (canceled || path === undefined) return null;
    register.pick(path);
    return path;
  };
  return {
    folder: () => opened({ properties: ['openDirectory', 'createDirectory'] }),
    file: (purpose) => opened({ properties: ['openFile', 'showHiddenFiles'], filters: filters[purpose] }),
    target: async (suggested) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window.browserWindow, {
        defaultPath: suggested,
        filters: yaml,
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
};
