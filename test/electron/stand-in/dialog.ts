import { record } from './recorded.ts';

type OpenOptions = Electron.OpenDialogOptions;
type SaveOptions = Electron.SaveDialogOptions;
type BoxOptions = Electron.MessageBoxOptions;

/** Nobody sits at the screen: every dialog is cancelled. A test that wants another answer replaces the function. */
export const dialog = {
  async showOpenDialog(
    ...parameters: [OpenOptions] | [unknown, OpenOptions]
  ): Promise<Electron.OpenDialogReturnValue> {
    record('open-dialog', { options: parameters.at(-1) });
    return { canceled: true, filePaths: [] };
  },

  async showSaveDialog(
    ...parameters: [SaveOptions] | [unknown, SaveOptions]
  ): Promise<Electron.SaveDialogReturnValue> {
    record('save-dialog', { options: parameters.at(-1) });
    return { canceled: true, filePath: '' };
  },

  async showMessageBox(
    ...parameters: [BoxOptions] | [unknown, BoxOptions]
  ): Promise<Electron.MessageBoxReturnValue> {
    record('message-box', { options: parameters.at(-1) });
    return { response: 0, checkboxChecked: false };
  },

  showErrorBox(title: string, content: string): void {
    record('error-box', { title, content });
    process.stderr.write(`${title}\n${content}\n`);
  },
};
