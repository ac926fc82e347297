import { app } from 'electron';
import path from 'node:path';
import { runProgram } from '../compose/shell.ts';
import { squirrelAct } from '../core/shell/squirrel.ts';

/** Squirrel's own program stands beside the folder of each version. */
export const updateProgram = (): string => path.resolve(path.dirname(app.getPath('exe')), '..', 'Update.exe');

/** True where Windows' installer started the app to set up or remove its shortcuts: then it does so and ends. */
export const setupInstaller = (): boolean => {
  if (process.platform !== 'win32') return false;
  const act = squirrelAct(process.argv, path.basename(app.getPath('exe')));
  if (act === undefined) return false;
  const done = act.kind === 'end' ? Promise.resolve() : runProgram(updateProgram(), act.parameters);
  void done.finally(() => app.quit());
  return true;
};
