import { readdirSync } from 'node:fs';
import { Command } from 'commander';
import { beforeAll, expect, test } from 'vitest';
import { codeBlocks } from '../../support/docs/code-blocks.ts';
import { pages, pageText } from '../../support/docs/examples.ts';
import { mentionedCommands, mentionedOptions } from '../../support/docs/mentioned-commands.ts';
import { sluice } from '../../support/sluice.ts';

/** Commands by their words, with the options that they take. */
const known = new Map<string, ReadonlySet<string>>();
/** Commands that take arguments of their own beside their inner commands. */
const withArguments = new Set<string>();

const take = (command: Command, words: string): void => {
  const flags = command.options.flatMap(({ long, short }) => [long ?? '', short ?? '']);
  known.set(words, new Set([...flags, '--help']));
  if (command.registeredArguments.length > 0) withArguments.add(words);
  for (const inner of command.commands) take(inner, `${words} ${inner.name()}`);
};

beforeAll(async () => {
  const folder = new URL('../../../electron/headless/commands/', import.meta.url);
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
    const exported = (await import(new URL(file, folder).href)) as Readonly<Record<string, unknown>>;
    for (const [name, make] of Object.entries(exported)) {
      if (!name.endsWith('Command') || typeof make !== 'function') continue;
      const command: unknown = (make as () => unknown)();
      if (command instanceof Command) take(command, command.name());
    }
  }
  known.set('', new Set(['--help', '--version']));
});

/** What is wrong with a command as a page writes it; undefined where nothing is. */
const complaint = (words: readonly string[]): string | undefined => {
  const [first = '', second = ''] = words;
  // a page's word for any of them
  if (first === 'COMMAND' || first === '…') return undefined;
  const inner = known.has(`${first} ${second}`) ? `${first} ${second}` : first;
  const name = first.startsWith('-') ? '' : inner;
  const options = known.get(name);
  if (options === undefined) return `there is no command ${first}`;
  const needsInner = name === first && [...known.keys()].some((other) => other.startsWith(`${first} `));
  if (
    needsInner &&
    first !== 'sandbox' &&
    !withArguments.has(first) &&
    second !== '' &&
    !second.startsWith('-') &&
    second !== '…'
  ) {
    return `there is no command ${first} ${second}`;
  }
  const option = words
    .map((word) => word.replace(/^\[/, '').replace(/[\]=].*$/, ''))
    .find((word) => /^--?[a-z]/.test(word) && !options.has(word));
  return option === undefined ? undefined : `${name} has no ${option}`;
};

test('help lists the commands that the pages are held against', async () => {
  const { stdout } = await sluice(['--help']);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[| <| {2})/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'help');
  const top = [...known.keys()].filter((name) => name !== '' && !name.includes(' '));
  expect(listed.toSorted()).toEqual(top.toSorted());
});

test('a command or an option that there is not is noticed', () => {
  expect(complaint(['retry', '17'])).toBeUndefined();
  expect(complaint(['deliver', 'x.csv'])).toBe('there is no command deliver');
  expect(complaint(['credentials', 'forget', 'dev'])).toBe('there is no command credentials forget');
  expect(complaint(['run', '--for-ever'])).toBe('run has no --for-ever');
});

test.each(pages())('every command in %s is one of the program', (page) => {
  const wrong = mentionedCommands(pageText(page)).flatMap(({ line, words }) => {
    const what = complaint(words);
    return what === undefined ? [] : [`line ${line}: ${what}`];
  });
  expect(wrong).toEqual([]);
});

test.each(pages())('every option that %s names by itself is one of some command', (page) => {
  const all = new Set([...known.values()].flatMap((options) => [...options]));
  // of the AWS CLI and the desktop program
  const others = new Set(['--headless', '--hidden', '--endpoint-url', '--ignore-scripts']);
  expect(
    mentionedOptions(pageText(page)).filter((option) => !all.has(option) && !others.has(option)),
  ).toEqual([]);
});

test('every command of the README’s table is one of the program, with its inner commands', () => {
  const rows = [...pageText('README.md').matchAll(/^\| `([^|]*(?:\\\|[^|]*)*)` *(?:,[^|]*)?\|/gm)];
  const commands = rows.flatMap((row) =>
    (row[0] ?? '').split('|').length > 0
      ? [...(row[0] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '')
      : [],
  );
  expect(commands.length).toBeGreaterThan(8);
  const wrong = commands.flatMap((text) => {
    const [first = '', second = ''] = text.replaceAll('\\|', '|').split(/\s+/);
    const names = second.includes('|')
      ? second.split('|').map((inner) => `${first} ${inner}`)
      : [/^[a-z]+$/.test(second) ? `${first} ${second}` : first];
    return names.filter((name) => !known.has(name));
  });
  expect(wrong).toEqual([]);
});

test('the pages have blocks that are closed', () => {
  for (const page of pages()) expect(() => codeBlocks(pageText(page)), page).not.toThrow();
});
