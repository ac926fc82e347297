import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PinnedSchema } from '../../../electron/contract/schema.ts';
import { sentence } from '../../../electron/contract/words/sentence.ts';
import { Converting } from '../../support/conversion/converting.ts';
import { drawnTable, undressed } from '../../support/docs/drawn-table.ts';
import { exampleSource } from '../../support/docs/example-source.ts';
import { examplesOf, pages, type Claim, type Dialogue } from '../../support/docs/examples.ts';
import { scratch, sluice } from '../../support/sluice.ts';

let converting: Converting;
beforeAll(async () => {
  converting = await Converting.open();
});
afterAll(async () => {
  await converting.close();
});

interface Outcome {
  readonly shown: string;
  readonly warnings: readonly string[];
  readonly evidence: readonly string[];
  readonly learned: PinnedSchema | undefined;
}

const outcomeOf = async (claim: Claim, pinned: PinnedSchema | undefined): Promise<Outcome> => {
  const { name, bytes } = await exampleSource(claim.source, converting.duckdb);
  const answer = await converting.convert({
    name,
    bytes,
    options: claim.options,
    tolerant: claim.words.includes('tolerant'),
    structure: claim.words.includes('nested') ? 'nested' : undefined,
    pinned: claim.words.includes('pinned') ? pinned : undefined,
    table: claim.table,
  });
  if (answer.kind === 'broken') throw new Error(answer.flaw);
  if (answer.kind === 'refused') {
    const { code, facts } = answer.fault;
    return {
      shown: sentence({ code, facts: { file: name, ...facts } }),
      warnings: [],
      evidence: [],
      learned: undefined,
    };
  }
  const { warnings, evidence, schema } = answer.result;
  return {
    shown: drawnTable(answer.table),
    warnings: warnings.map(({ message }) => message),
    evidence,
    learned: schema,
  };
};

/** A refusal may be broken into lines by the page. */
const normal = ({ kind }: Claim, text: string): string =>
  kind === 'result' ? undressed(text) : text.trim().replaceAll(/\s+/g, ' ');

const talk = async ({
  files,
  turns,
}: Dialogue): Promise<{ readonly said: string; readonly claimed: string }> => {
  using folder = scratch();
  for (const blocks of files) {
    const { name, bytes } = await exampleSource(blocks, converting.duckdb);
    writeFileSync(join(folder.path, name), bytes);
  }
  const said: string[] = [];
  for (const { command } of turns) {
    const [program = '', ...words] = command.split(/\s+/);
    if (program === 'cat') said.push(readFileSync(join(folder.path, words[0] ?? ''), 'utf8'));
    else if (program === 'sluice') {
      const { stdout, stderr } = await sluice(words, { cwd: folder.path });
      said.push(stdout + stderr);
    } else throw new Error(`nobody knows the program ${program}`);
  }
  const trimmed = (text: string) => text.replaceAll(/[ \t]+$/gm, '').trimEnd();
  return { said: trimmed(said.join('\n')), claimed: trimmed(turns.map(({ answer }) => answer).join('\n')) };
};

const withExamples = pages().filter((page) => {
  const { claims, dialogues } = examplesOf(page);
  return claims.length + dialogues.length > 0;
});

test('every format has a page with examples', () => {
  const formats = ['delimited', 'json', 'xlsx', 'xml', 'xes', 'avro', 'parquet', 'compressed'];
  expect(withExamples).toEqual(expect.arrayContaining(formats.map((format) => `docs/formats/${format}.md`)));
});

describe.each(withExamples)('%s', (page) => {
  const { claims, dialogues } = examplesOf(page);
  let learned: PinnedSchema | undefined;
  // in the order of the page: what is learned by one example is the schema of the next
  test.each(claims.map((claim) => [claim.line, claim] as const))(
    'what line %i shows is what comes of the file',
    async (_, claim) => {
      const outcome = await outcomeOf(claim, learned);
      expect(normal(claim, outcome.shown)).toBe(normal(claim, claim.expected));
      for (const warning of claim.warnings) expect(outcome.warnings).toContain(warning);
      for (const reason of claim.evidence) expect(outcome.evidence).toContain(reason);
      if (claim.words.includes('learn')) learned = outcome.learned;
    },
  );
  test.each(dialogues.map((dialogue) => [dialogue.line, dialogue] as const))(
    'the program answers as line %i shows',
    async (_, dialogue) => {
      const { said, claimed } = await talk(dialogue);
      expect(said).toBe(claimed);
    },
  );
});
