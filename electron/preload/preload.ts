import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { channels, type DoorAnswer } from '../contract/door.ts';

/** What the window sees of the main process: a slot. */
const sluice = {
  call: (name: string, input: unknown): Promise<DoorAnswer> => ipcRenderer.invoke(channels.call, name, input),
  /** The paths of files from a drop event, in their order; the main process accepts them in calls from now on. */
  pathsOf: async (files: readonly File[]): Promise<readonly string[]> => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    await ipcRenderer.invoke(channels.given, paths);
    return paths;
  },
  /** Hears every push; returns the end of the subscription. */
  subscribe: (listener: (push: unknown) => void): (() => void) => {
    const hear = (_event: unknown, push: unknown): void => listener(push);
    ipcRenderer.on(channels.push, hear);
    return (): void => {
      ipcRenderer.removeListener(channels.push, hear);
    };
  },
};
export type SluiceBridge = typeof sluice;

contextBridge.exposeInMainWorld('sluice', sluice);
