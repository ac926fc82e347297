import { app } from 'electron';
import { openLog } from '../compose/shell.ts';
import type { Log } from '../core/shell/files.ts';

const described = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? { name: error.name, reason: error.message, stack: error.stack }
    : { reason: String(error) };

/** The log file, and in it whatever nobody caught. */
export const setupLog = (): Log => {
  const log = openLog({ folder: app.getPath('logs'), name: 'sluice', level: 'info' });
  process.on('uncaughtException', (error) => log.write('error', 'nobody caught this', described(error)));
  process.on('unhandledRejection', (error) => log.write('error', 'nobody awaited this', described(error)));
  app.on('child-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    // a utility process that was asked to end; what it was doing tells of it where that matters
    const ended = details.type === 'Utility' && details.reason === 'killed';
    log.write(ended ? 'debug' : 'error', 'a process is gone', {
      type: details.type,
      reason: details.reason,
      code: details.exitCode,
    });
  });
  log.write('info', 'Sluice starts', { version: app.getVersion(), platform: process.platform });
  return log;
};
