import { userInfo } from 'node:os';
import { Fault } from '../../contract/fault.ts';
import type { Trash } from '../../core/archive/port.ts';
import { XdgTrash } from './xdg-trash.ts';

/** The trash of this system without a desktop: the freedesktop one on Linux; elsewhere only the desktop app has it. */
export const systemTrash = (): Trash =>
  process.platform === 'linux'
    ? new XdgTrash({ dataHome: process.env['XDG_DATA_HOME'], userId: userInfo().uid })
    : {
        trash: async (path) => {
          throw new Fault('folder.notWritable', {
            path,
            reason:
              'the trash of this system can be used by the desktop app only; set afterDelivery: archive',
          });
        },
      };
