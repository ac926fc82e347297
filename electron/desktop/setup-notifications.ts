import { Notification } from 'electron';
import { assertNever } from '../contract/absurd.ts';
import type { Preferences } from '../contract/preferences.ts';
import type { ShellWords } from '../contract/words/shell.ts';
import { type Notice, Notices } from '../core/shell/notices.ts';
import type { EngineHost } from '../compose/host/engine-host.ts';
import type { MainWindow } from './setup-window.ts';

export interface NotificationParts {
  readonly preferences: () => Preferences['notifications'];
  readonly words: () => ShellWords;
  readonly host: EngineHost;
  readonly window: MainWindow;
}

const longest = 240;

const textOf = (notice: Notice, words: ShellWords): { title: string; body: string } => {
  switch (notice.kind) {
    case 'rejected':
      return {
        title: words.rejectedTitle(notice.count),
        body: words.rejectedBody(notice.files, notice.count),
      };
    case 'stopped':
      return { title: words.stoppedTitle(notice.connection), body: notice.message };
    case 'wellAgain':
      return { title: words.wellAgainTitle, body: words.wellAgainBody };
    default:
      return assertNever(notice);
  }
};

/** Tells the person of what matters; a click opens the right place. */
export const setupNotifications = (parts: NotificationParts): void => {
  const { host, window } = parts;
  const notices = new Notices(parts.preferences);
  // held until they are gone: a notification that is garbage hears no click
  const shown = new Set<Notification>();
  let timer: NodeJS.Timeout | undefined;

  const show = (notice: Notice): void => {
    if (!Notification.isSupported()) return;
    const { title, body } = textOf(notice, parts.words());
    const notification = new Notification({ title, body: body.slice(0, longest) });
    shown.add(notification);
    notification.on('click', () => window.show(notice.path));
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };
  const look = (): void => {
    clearTimeout(timer);
    const now = performance.now();
    for (const notice of notices.take(now)) show(notice);
    const next = notices.nextAt();
    if (next === undefined) return;
    timer = setTimeout(look, Math.max(0, next - now));
    timer.unref();
  };
  host.onEvent((event) => {
    if (event.type === 'progress') return;
    notices.hear(event, performance.now());
    notices.overall(() => host.status().state);
    look();
  });
};
