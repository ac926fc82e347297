import { app, crashReporter } from 'electron';
import path from 'node:path';
import { shellFiles } from '../compose/shell.ts';

/** Crashes of any process leave a dump beside the logs, on this machine alone. Before `ready`. */
export const setupCrashReports = (): void => {
  const folder = path.join(app.getPath('userData'), 'crashes');
  // Electron refuses a path that is not there
  shellFiles.makeFolder(folder);
  app.setPath('crashDumps', folder);
  crashReporter.start({ uploadToServer: false });
};
