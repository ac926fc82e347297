/** Writes docs/faults.md from the vocabulary of faults, so that the page and the program say the same. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { remedies, type FaultCode, type Facts, type Remedy } from '../../electron/contract/fault.ts';
import { faultsInEnglish } from '../../electron/contract/words/faults.en.ts';

const page = fileURLToPath(new URL('../../docs/faults.md', import.meta.url));

/** Facts that stand for themselves in the page. */
const example: Facts = {
  column: 'COLUMN',
  table: 'TABLE',
  connection: 'NAME',
  path: 'PATH',
  key: 'KEY',
  line: 17,
  found: '7',
  expected: '8',
  bytes: 70_000,
  limit: 65_000,
  seconds: 3600,
};

const asked: Readonly<Record<Remedy, string>> = {
  retry: 'tried again by itself, with growing pauses',
  hold: 'the connection waits for a person; nothing is lost',
  reject: 'the file steps aside into `_rejected/`',
  wait: 'looked at again by itself',
  stop: 'the command ends',
};
/** Where one file's way meets it, there is more to say. */
const atOneFile: Readonly<Partial<Record<FaultCode, string>>> = {
  'converter.crashedTwice': 'the table stops there, the file stays, and a person retries',
  internal: 'the command ends; at a file, its table stops there, the file stays, and a person retries',
};

const cell = (text: string): string => text.replaceAll('|', '\\|');

export const faultsPage = (): string => {
  const codes = Object.keys(remedies) as FaultCode[];
  const groups = Map.groupBy(codes, (code) => code.split('.')[0] ?? code);
  const parts = [
    '# Faults and their remedies',
    '',
    'Every fault that Sluice tells of on purpose, what happens then, and what to do. The code stands in `--json` output and',
    'in the journal. This page is written by `node build/docs/write-faults.ts`.',
  ];
  for (const [group, members] of groups) {
    parts.push('', `## ${group}`, '', '| code | what happened | then | what to do |', '|---|---|---|---|');
    for (const code of members) {
      const words = faultsInEnglish[code];
      const row = [
        `\`${code}\``,
        words.what(example),
        atOneFile[code] ?? asked[remedies[code]],
        words.next(example),
      ];
      parts.push(`| ${row.map(cell).join(' | ')} |`);
    }
  }
  return `${parts.join('\n')}\n`;
};

if (import.meta.main) writeFileSync(page, faultsPage());

/** Whether the page stands as it would be written now. */
export const faultsPageIsCurrent = (): boolean => readFileSync(page, 'utf8') === faultsPage();
