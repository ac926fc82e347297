import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Whether a program can be called by its name. */
export const isProgram = (name: string): boolean =>
  (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** A maker where its program is installed; without it a line says what is left out, and the others are made. */
export const makerWith = <Maker>(program: string, what: string, make: () => Maker): readonly Maker[] => {
  if (process.platform !== 'linux' || isProgram(program)) return [make()];
  process.stderr.write(`${what} is left out: ${program} is not installed\n`);
  return [];
};
