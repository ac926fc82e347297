import { z } from 'zod';
import { expect, test } from 'vitest';
import { calls } from '../../../electron/contract/calls.ts';
import { pathsIn } from '../../../electron/core/shell/paths-in.ts';

test('paths are found wherever a message names them', () => {
  expect(
    pathsIn({
      path: '/a',
      paths: ['/b', '/c'],
      connection: {
        caFile: '/d',
        credentials: { profile: 'p', file: '/e' },
        tables: [{ name: 'x', folder: '/f' }],
      },
      file: 'not a path here',
    }),
  ).toEqual(['/a', '/b', '/c', '/d', '/e', '/f']);
});

/** Members of the contract that take text and could be mistaken for harmless ones. */
const memberNames = (shape: unknown, found: Set<string>): void => {
  if (typeof shape !== 'object' || shape === null) return;
  const { properties } = shape as { properties?: Record<string, unknown> };
  for (const name of Object.keys(properties ?? {})) found.add(name);
  for (const inner of Object.values(shape)) memberNames(inner, found);
};

test('the contract has no member with a path that is not looked at', () => {
  const found = new Set<string>();
  for (const { input } of Object.values(calls)) {
    // a member that is text becomes a text in JSON Schema; transforms are looked at from outside
    memberNames(JSON.parse(JSON.stringify(toSchema(input))), found);
  }
  const suspicious = [...found].filter((name) => /path|file|folder|dir/i.test(name)).toSorted();
  expect(suspicious).toEqual([
    'caFile',
    'file',
    // whether files are listed, and where the records of a file are: no paths of this machine
    'files',
    'folder',
    'path',
    'paths',
    'profile',
    'recordPath',
    'subfolders',
  ]);
});

const toSchema = (input: (typeof calls)[keyof typeof calls]['input']): unknown =>
  z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
