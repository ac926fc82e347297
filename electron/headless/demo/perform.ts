import { startDemo, type Demo, type DemoOutcome, type Sample } from '../../compose/demo.ts';
import { Fault } from '../../contract/fault.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { count, rows } from '../numbers.ts';
import type { Output } from '../output.ts';
import { differences } from './differences.ts';
import { Narration } from './narration.ts';
import { paperWidth, wrapped, type Inking } from './paper.ts';
import { ageLines, loadLines, tableLines } from './results.ts';
import { Watchdog } from './watchdog.ts';

/** The longest that nothing may be heard of the engine, in milliseconds. */
const patience = 120_000;

const roundTitles: readonly string[] = [
  'The first extract: four files are dropped at once',
  'The next day: corrections, and a file that came before',
  'A file that Celonis could not load',
];

interface Stage {
  readonly output: Output;
  readonly ink: Inking;
  readonly signal: AbortSignal;
}

/** Plays the demo from nothing to nothing. 0 where everything came out as it should, else 1. */
export const perform = async ({ output, ink, signal }: Stage): Promise<ExitCode> => {
  const began = performance.now();
  using watchdog = new Watchdog(patience);
  const time = watchdog.signal;
  const narration = new Narration(ink, () => performance.now());
  const say = (lines: readonly string[]) => lines.forEach((line) => output.text(line));
  let result: { readonly found: readonly string[]; readonly outcome: DemoOutcome };
  try {
    say(['Making the samples, a sandbox of the ingestion API and an engine …']);
    await using demo = await startDemo(
      (event) => {
        watchdog.hear();
        output.object({ at: new Date().toISOString(), ...event });
        say(narration.tell(event));
      },
      AbortSignal.any([signal, time]),
    );
    say(opening(demo));
    await playRounds(demo, AbortSignal.any([signal, time]), ink, say);
    const outcome = await demo.outcome();
    const found = differences(
      { samples: demo.samples, tables: demo.expected, examples: demo.examples },
      outcome,
    );
    say(closing(demo, outcome, ink));
    result = { outcome, found };
  } catch (error) {
    if (signal.aborted) {
      output.note('Stopped. Nothing was left behind.');
      return exitCodes.internal;
    }
    if (time.aborted) {
      throw new Fault(
        'internal',
        { reason: `nothing was heard of the demo for ${patience / 1000} s` },
        { cause: error },
      );
    }
    throw error;
  }
  return verdict(result, (performance.now() - began) / 1000, { output, ink, say });
};

type Say = (lines: readonly string[]) => void;

const opening = ({ endpoint, connectionId, samples }: Demo): readonly string[] => [
  '',
  `The ingestion API: ${endpoint} (a sandbox on this machine)`,
  `Objects go to:     s3://continuous/connection/${connectionId}/TABLE/`,
  `Samples:           ${samples.length} files, ${rows(samples.reduce((sum, sample) => sum + sample.rows, 0))} of an order-to-cash process`,
];

const playRounds = async (demo: Demo, signal: AbortSignal, ink: Inking, say: Say): Promise<void> => {
  const rounds = [...new Set(demo.samples.map(({ round }) => round))];
  for (const round of rounds) {
    const samples = demo.samples.filter((sample) => sample.round === round);
    say([
      '',
      ink('heading', `${round}. ${roundTitles[round - 1] ?? ''}`),
      ...samples.flatMap((one) => introduced(one, ink)),
      '',
    ]);
    await demo.play(round, signal);
  }
};

const introduced = (sample: Sample, ink: Inking): readonly string[] => [
  `   ${sample.table}/${sample.file}, ${rows(sample.rows)}`,
  ...wrapped(sample.says, paperWidth - 5).map((line) => `     ${ink('quiet', line)}`),
];

const closing = (demo: Demo, outcome: DemoOutcome, ink: Inking): readonly string[] => [
  '',
  ink('heading', 'What the sandbox loaded, file by file'),
  ...loadLines(outcome),
  '',
  ink('heading', 'What the age column decided'),
  ...ageLines(demo.examples, outcome, ink),
  '',
  ink('heading', 'The tables that resulted'),
  ...tableLines(outcome, ink).slice(1),
];

const verdict = (
  { found, outcome }: { readonly found: readonly string[]; readonly outcome: DemoOutcome },
  seconds: number,
  { output, ink, say }: { readonly output: Output; readonly ink: Inking; readonly say: Say },
): ExitCode => {
  const ended = (state: string) => outcome.deliveries.filter((delivery) => delivery.state === state);
  const delivered = ended('delivered').reduce((sum, delivery) => sum + (delivery.rows ?? 0), 0);
  const facts = `${ended('delivered').length} files with ${rows(delivered)} delivered, ${ended('duplicate').length} skipped, ${ended('rejected').length} rejected, in ${seconds.toFixed(1)} s.`;
  output.object({
    type: 'result',
    asExpected: found.length === 0,
    differences: found,
    deliveries: outcome.deliveries,
    loads: outcome.loads,
    tables: outcome.tables.map(({ table, rows: number, columns }) => ({ table, rows: number, columns })),
  });
  if (found.length === 0) {
    say(['', `${ink('good', 'All as expected.')} ${facts}`, 'Nothing was left behind.']);
    return exitCodes.done;
  }
  say([
    '',
    ink(
      'bad',
      `${count(found.length)} ${found.length === 1 ? 'thing' : 'things'} came out otherwise than expected:`,
    ),
  ]);
  say(found.flatMap((one) => wrapped(one, paperWidth - 3).map((line) => `   ${line}`)));
  say([facts]);
  if (output.json) for (const one of found) output.note(one);
  return exitCodes.internal;
};
