import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Package {
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
  readonly main: string;
}

const rootAbove = (folder: string): string => {
  if (existsSync(path.join(folder, 'package.json')) || path.dirname(folder) === folder) return folder;
  return rootAbove(path.dirname(folder));
};

/** The folder of the application: the nearest one above the main script that has a package.json. */
export const applicationRoot = rootAbove(path.dirname(path.resolve(process.argv[1] ?? '.')));

export const applicationPackage = JSON.parse(
  readFileSync(path.join(applicationRoot, 'package.json'), 'utf8'),
) as Package;

/** The value of `--name=value` on the command line. */
export const commandLineValue = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
