import { Option } from 'commander';
import { resolve } from 'node:path';
import { defaultDataDirectory } from './places.ts';

/** Options that several commands share. */
export const jsonOption = () => new Option('--json', 'print JSON on stdout, and nothing else there');
export const configOption = () =>
  new Option(
    '--config <file>',
    'the configuration (YAML or JSON); sluice.yaml in this folder unless given',
  ).env('SLUICE_CONFIG');
export const dataOption = () =>
  new Option('--data <dir>', 'the data directory with journal, spool and logs')
    .default(defaultDataDirectory(), 'the place for program data of this system')
    .argParser((value: string) => resolve(value));
export const connectionOption = () =>
  new Option('--connection <name>', 'the connection, where several have the table');

/** Seconds as milliseconds. */
export const timeOption = () =>
  new Option('--timeout <seconds>', 'give up (exit 5) when it is not done by then').argParser(Number);
