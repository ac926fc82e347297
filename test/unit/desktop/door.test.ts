import { expect, test } from 'vitest';
import { z } from 'zod';
import { Fault } from '../../../electron/contract/fault.ts';
import type { Log } from '../../../electron/core/shell/files.ts';
import { PathRegister } from '../../../electron/core/shell/path-register.ts';
import { openDoor } from '../../../electron/core/door/open-door.ts';
import { pathScruple } from '../../../electron/core/door/path-scruple.ts';

const calls = {
  double: { input: z.object({ number: z.number() }), output: z.object({ doubled: z.number() }) },
  open: { input: z.object({ path: z.string() }), output: z.object({}) },
  fails: { input: z.object({}), output: z.object({}) },
  lies: { input: z.object({}), output: z.object({ shown: z.string() }) },
  unanswered: { input: z.object({}), output: z.object({}) },
};

const setUp = () => {
  const lines: unknown[] = [];
  const log: Log = {
    folder: '',
    setLevel: () => undefined,
    write: (level, message, details) => lines.push([level, message, details]),
  };
  const register = new PathRegister(() => ['/known']);
  const opened: string[] = [];
  const door = openDoor({
    calls,
    scruple: pathScruple(register),
    log,
    handlers: {
      double: ({ number }) => ({ doubled: 2 * number }),
      open: ({ path }) => {
        opened.push(path);
        return {};
      },
      fails: () => {
        throw new Fault('disk.full', { path: '/x' });
      },
      // more than the contract says must not leave
      lies: () => ({ shown: 'yes', hidden: 'secret' }) as { shown: string },
    },
  });
  return { door, lines, register, opened };
};

test('a call is answered with its value', async () => {
  expect(await setUp().door('double', { number: 21 })).toEqual({ ok: true, value: { doubled: 42 } });
});

test('a fault is answered as a fault', async () => {
  expect(await setUp().door('fails', {})).toEqual({
    ok: false,
    fault: { code: 'disk.full', facts: { path: '/x' } },
  });
});

test('what the contract does not name does not leave', async () => {
  expect(await setUp().door('lies', {})).toEqual({ ok: true, value: { shown: 'yes' } });
});

const refused = { ok: false, fault: { code: 'call.refused' } };

test.each([
  ['an unknown call', 'nothing', {}],
  ['a name of the prototype', 'constructor', {}],
  ['a name of the prototype chain', '__proto__', {}],
  ['a name that is no text', 12, {}],
  ['a call without an answer here', 'unanswered', {}],
  ['no input', 'double', undefined],
  ['the wrong type', 'double', { number: '21' }],
  ['a function in the input', 'double', { number: () => 1 }],
  ['a map', 'double', new Map([['number', 1]])],
  ['endless text', 'open', { path: 'x'.repeat(3_000_000) }],
  ['endless items', 'double', { number: 1, more: Array.from({ length: 60_000 }, () => 0) }],
  ['a path that nobody chose', 'open', { path: '/etc/shadow' }],
  ['a path that climbs out of a known one', 'open', { path: '/known/../etc/shadow' }],
])('%s is refused and logged', async (_what, name, input) => {
  const { door, lines, opened } = setUp();
  expect(await door(name, input)).toMatchObject(refused);
  expect(lines).toMatchObject([['warn', 'a call was answered with a fault', { code: 'call.refused' }]]);
  expect(opened).toEqual([]);
});

test('nesting without end is refused without exhausting the stack', async () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = { deep };
  expect(await setUp().door('double', deep)).toMatchObject(refused);
});

test('a path that a person picked, or that the settings hold, is accepted', async () => {
  const { door, register, opened } = setUp();
  register.pick('/picked');
  await door('open', { path: '/picked' });
  await door('open', { path: '/known' });
  expect(opened).toEqual(['/picked', '/known']);
});
