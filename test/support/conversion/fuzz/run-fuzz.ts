import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../../fixtures/conversion/random.ts';
import { Converting } from '../converting.ts';
import { FidelityTable } from '../fidelity-table.ts';
import type { Verdict } from '../judge-case.ts';
import { randomBase } from './bases.ts';
import { mutated } from './mutate.ts';

export interface FuzzRun {
  readonly seed: number;
  /** Which files, from and up to (exclusive). The same number and seed give the same file. */
  readonly from: number;
  readonly to: number;
  /** Files of one kind only. */
  readonly only?: string | undefined;
  /** Delimited text alone, with one of these. */
  readonly delimiters?: readonly string[] | undefined;
  /** Damaged rows are set aside (delimited text alone). */
  readonly tolerant?: boolean | undefined;
  /** How many converters work side by side. */
  readonly converters: number;
  /** A folder for the files that went wrong. */
  readonly keep?: string | undefined;
  readonly onWrong: (line: string) => void;
}

/** Damages whole files and converts them: each must become what it states, or be refused. */
export const runFuzz = async (run: FuzzRun): Promise<FidelityTable> => {
  const table = new FidelityTable();
  let next = run.from;
  const work = async (converting: Converting): Promise<void> => {
    try {
      for (let number = next++; number < run.to; number = next++) {
        const { kind, verdict, bytes, name } = await judgeMutated(converting, run, number);
        table.add(kind, verdict);
        if (verdict.kind !== 'wrong') continue;
        if (run.keep !== undefined) writeFileSync(join(run.keep, `${number}-${name}`), bytes);
        run.onWrong(`${number} (seed ${run.seed}, ${kind}): ${verdict.detail}`);
      }
    } finally {
      await converting.close();
    }
  };
  // one after the other: each sets the place for temporary files while it starts
  const all: Converting[] = [];
  for (let left = run.converters; left > 0; left -= 1) all.push(await Converting.open());
  await Promise.all(all.map(work));
  return table;
};

const judgeMutated = async (
  converting: Converting,
  { seed, only, delimiters, tolerant = false }: FuzzRun,
  number: number,
) => {
  const random = new Random(seed * 1_000_003 + number);
  const base = randomBase(random, tolerant ? 'delimited' : only, delimiters);
  // now and then the whole file, so that refusing everything is no way out
  const bytes = random.chance(0.1) ? base.bytes : mutated(base.bytes, random, base.isText);
  const isWhole = bytes === base.bytes;
  const answer = await converting.convert({ name: base.name, bytes, tolerant });
  const verdict = async (): Promise<Verdict> => {
    if (answer.kind === 'broken') return { kind: 'wrong', detail: answer.flaw };
    if (answer.kind === 'refused') {
      const detail = `${answer.fault.code} ${JSON.stringify(answer.fault.facts)}`;
      return isWhole
        ? { kind: 'wrong', detail: `a whole file was refused: ${detail}` }
        : { kind: 'refused', detail };
    }
    // nothing in it, nothing of it, whatever its name
    if (bytes.length === 0 && answer.result.rows === 0) return { kind: 'exact', detail: '' };
    const complaint = await (tolerant && base.salvaged !== undefined
      ? base.salvaged(bytes, answer)
      : base.complaint(bytes, answer));
    return complaint === undefined ? { kind: 'exact', detail: '' } : { kind: 'wrong', detail: complaint };
  };
  return { kind: base.kind, name: base.name, bytes, verdict: await verdict() };
};
