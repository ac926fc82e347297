import { expect, it } from 'vitest';
import { Configuration } from '../../../electron/contract/configuration.ts';
import { checkPlaces } from '../../../electron/core/configuration/check-places.ts';

const watching = (...tables: { readonly folder: string; readonly subfolders?: boolean }[]) =>
  Configuration.parse({
    connections: [
      {
        name: 'dev',
        team: 'dev',
        cluster: 'eu-1',
        connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
        tables: tables.map((table, index) => ({ name: `t${index}`, ...table })),
      },
    ],
  });
const real = (path: string): string => path.replace('/link', '/real');

it.each([
  ['the data directory', { folder: '/data' }],
  ['a folder inside it', { folder: '/data/spool' }],
  ['the folder above those of the sandbox', { folder: '/data/sandbox/drop' }],
  ['what the sandbox keeps', { folder: '/data/sandbox/loads' }],
  ['a folder that has it below, with sub-folders', { folder: '/', subfolders: true }],
])('%s is not watched', (_, table) => {
  expect(() => checkPlaces(watching(table), '/data', real)).toThrow(/data directory/);
});

it('two names of one folder are told apart', () => {
  const configuration = watching({ folder: '/link/a' }, { folder: '/real/a' });
  expect(() => checkPlaces(configuration, '/data', real)).toThrow(/by another name/);
});

it('a folder beside or above it is', () => {
  checkPlaces(watching({ folder: '/' }, { folder: '/data2' }), '/data', real);
});

it('the folders that the sandbox makes for its samples are watched', () => {
  checkPlaces(watching({ folder: '/data/sandbox/drop/orders' }), '/data', real);
});
