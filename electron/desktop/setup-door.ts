import { ipcMain } from 'electron';
import { calls } from '../contract/calls.ts';
import { channels, type DoorAnswer, mostDropped } from '../contract/door.ts';
import { Fault } from '../contract/fault.ts';
import type { WindowHandlers } from '../core/door/handlers.ts';
import { openDoor } from '../core/door/open-door.ts';
import { pathScruple } from '../core/door/path-scruple.ts';
import type { Log } from '../core/shell/files.ts';
import type { PathRegister } from '../core/shell/path-register.ts';
import { isOurSender } from './our-sender.ts';
import type { MainWindow } from './setup-window.ts';

export interface DoorSettings {
  readonly window: MainWindow;
  readonly handlers: WindowHandlers;
  readonly register: PathRegister;
  readonly log: Log;
}

const refused = (reason: string): DoorAnswer => ({
  ok: false,
  fault: new Fault('call.refused', { reason }).view,
});

const longestPath = 32_767;
const arePaths = (paths: unknown): paths is readonly string[] =>
  Array.isArray(paths) &&
  paths.length <= mostDropped &&
  paths.every((path) => typeof path === 'string' && path.length > 0 && path.length <= longestPath);

/** The one guarded way from the window into the main process. */
export const setupDoor = ({ window, handlers, register, log }: DoorSettings): void => {
  const answer = openDoor({ calls, handlers, scruple: pathScruple(register), log });
  const guarded = (channel: string, act: (...parameters: unknown[]) => Promise<DoorAnswer>): void => {
    ipcMain.handle(channel, async (event, ...parameters: unknown[]) => {
      const { browserWindow } = window;
      const ours = !browserWindow.isDestroyed() && isOurSender(event, browserWindow.webContents.id);
      if (ours) return act(...parameters);
      log.write('warn', 'a foreign sender was refused', {
        channel,
        url: event.senderFrame?.url.slice(0, 500),
      });
      return refused('this page may not ask for anything');
    });
  };
  guarded(channels.call, (name, input) => answer(name, input));
  guarded(channels.given, async (paths) => {
    if (!arePaths(paths)) {
      log.write('warn', 'what was dropped are not files');
      return refused('what was dropped are not files');
    }
    for (const path of paths) register.pick(path);
    return { ok: true, value: null };
  });
};
