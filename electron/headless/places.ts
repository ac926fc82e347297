import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where Sluice keeps journal, spool and logs unless told otherwise: the system's place for a program's own data. */
export const defaultDataDirectory = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string => {
  const own = environment['SLUICE_DATA'];
  if (own !== undefined && own !== '') return resolve(own);
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Sluice');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Sluice');
  const base = environment['XDG_DATA_HOME'];
  return join(base === undefined || base === '' ? join(homedir(), '.local', 'share') : base, 'sluice');
};

/** The configuration to use when none is named. */
export const defaultConfiguration = 'sluice.yaml';
