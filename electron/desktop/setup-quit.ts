import { app, autoUpdater, powerMonitor } from 'electron';
import type { Log } from '../core/shell/files.ts';

/** How long the engine may take to end; then the process ends all the same, and the journal knows where it stood. */
const patience = 5_000;

/** Ends the engine before the app ends. Returns whether that has begun. */
export const setupQuit = (close: () => Promise<void>, log: Log): (() => boolean) => {
  let quitting = false;
  let closed = false;
  const begin = (): void => {
    quitting = true;
  };
  app.on('before-quit', begin);
  // the installer of an update closes the windows first, and only then is the app asked to quit
  autoUpdater.on('before-quit-for-update', begin);
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    const tooLong = setTimeout(() => {
      log.write('warn', 'the engine took too long to end', { milliseconds: patience });
      app.exit(0);
    }, patience);
    close()
      .catch((error: unknown) => log.write('error', 'the engine did not end well', { reason: String(error) }))
      .finally(() => {
        clearTimeout(tooLong);
        log.write('info', 'Sluice ends');
        app.quit();
      });
  });
  // `systemctl stop`, the end of the session, Ctrl+C in a terminal
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit());
  powerMonitor.on('shutdown', () => app.quit());
  app.on('window-all-closed', () => undefined);
  return () => quitting;
};
