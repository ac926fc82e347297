import { EventEmitter } from 'node:events';
import { cancellable } from './cancellable.ts';
import { record } from './recorded.ts';

export class Notification
  extends EventEmitter
  implements Pick<Electron.Notification, 'title' | 'body' | 'show' | 'close'>
{
  /** All that were shown, for tests: `emit('click')` on one is a person's click. */
  static readonly shown: Notification[] = [];
  title: string;
  body: string;

  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    Notification.shown.push(this);
    record('notification', { title: this.title, body: this.body });
    this.emit('show', cancellable({}));
  }

  close(): void {
    this.emit('close', cancellable({}));
  }
}
