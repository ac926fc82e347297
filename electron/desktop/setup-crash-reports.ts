import { app, crashReporter } from 'electron';
import path from 'node:path';

/** Crashes of any process leave a dump beside the logs, on this machine alone. Before `ready`. */
export const setupCrashReports = (): void => {
  app.setPath('crashDumps', path.join(app.getPath('userData'), 'crashes'));
  crashReporter.start({ uploadToServer: false });
};
