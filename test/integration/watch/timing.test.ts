import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../support/fake-clock.ts';
import { noHints, Watching } from './watching.ts';

/**
 * Lets the watch do what it has to do at this moment: until it waits for its next round, which is 2 s away at most. (While
 * it looks at the root, only the 20 s wait for an answer is open.)
 */
const calm = async (clock: FakeClock, watching: Watching): Promise<void> => {
  do await new Promise((resolve) => setTimeout(resolve, 5));
  while (clock.nextIn > 2_000 || watching.state.busy);
};

const pass = async (clock: FakeClock, watching: Watching, ms: number): Promise<void> => {
  // in steps, since what falls due takes real time to be read
  for (let left = ms; left > 0; left -= 100) {
    await clock.advance(Math.min(left, 100));
    await calm(clock, watching);
  }
};

const onLocalDisk = { settleMs: undefined, polling: false };

describe.concurrent('time', () => {
  it('a file on a local disk is reported after 2 s and not before, with no event to tell', async () => {
    const clock = new FakeClock();
    const before = (folder: string): void => writeFileSync(`${folder}/a.csv`, 'x');
    await using watching = new Watching({ clock, hints: noHints, table: onLocalDisk, before });
    await calm(clock, watching);
    await pass(clock, watching, 1_900);
    expect(watching.names).toEqual([]);
    expect(watching.state.settling).toBe(1);
    await pass(clock, watching, 100);
    expect(watching.names).toEqual(['a.csv']);
  });

  it('a scan comes every minute', async () => {
    const clock = new FakeClock();
    await using watching = new Watching({ clock, hints: noHints, table: onLocalDisk });
    await calm(clock, watching);
    // the first subscription to events asks for one more scan
    await pass(clock, watching, 1_000);
    const first = watching.state.lastScanAt;
    await pass(clock, watching, 59_000);
    writeFileSync(watching.path('a.csv'), 'x');
    expect(watching.state.lastScanAt).toBe(first);
    await pass(clock, watching, 1_000);
    expect(watching.state.settling).toBe(1);
    await pass(clock, watching, 2_000);
    expect(watching.names).toEqual(['a.csv']);
  });

  it('a clock that jumps an hour, forth or back, settles nothing and holds nothing up', async () => {
    const clock = new FakeClock();
    const before = (folder: string): void => writeFileSync(`${folder}/a.csv`, 'x');
    await using watching = new Watching({ clock, hints: noHints, table: onLocalDisk, before });
    await calm(clock, watching);
    clock.jump(3_600_000);
    await pass(clock, watching, 1_000);
    await watching.watch.scanNow();
    expect(watching.names).toEqual([]);
    clock.jump(-7_200_000);
    await pass(clock, watching, 1_000);
    expect(watching.names).toEqual(['a.csv']);
  });

  it('a file that grows is reported 2 s after it stopped', async () => {
    const clock = new FakeClock();
    const before = (folder: string): void => writeFileSync(`${folder}/a.csv`, 'x');
    await using watching = new Watching({
      clock,
      hints: noHints,
      table: { ...onLocalDisk, polling: true },
      before,
    });
    await calm(clock, watching);
    for (let second = 0; second < 10; second += 1) {
      appendFileSync(watching.path('a.csv'), 'y');
      await pass(clock, watching, 1_000);
    }
    expect(watching.names).toEqual([]);
    await pass(clock, watching, 4_000);
    expect(watching.reported.map((file) => file.size)).toEqual([11]);
  });

  it('a folder is looked for every 2 s', async () => {
    const clock = new FakeClock();
    await using watching = new Watching({ clock, hints: noHints, folderExists: false, table: onLocalDisk });
    await calm(clock, watching);
    mkdirSync(watching.folder);
    await pass(clock, watching, 1_900);
    expect(watching.state.reachable).toBe(false);
    await pass(clock, watching, 100);
    expect(watching.state.reachable).toBe(true);
    rmSync(watching.folder, { recursive: true });
    await pass(clock, watching, 2_000);
    expect(watching.state.reachable).toBe(false);
  });

  it('what the queue could not take is offered again, and is visible until then', async () => {
    const clock = new FakeClock();
    const before = (folder: string): void => writeFileSync(`${folder}/a.csv`, 'x');
    let refusals = 0;
    const onSettled = async (): Promise<void> => {
      refusals += 1;
      if (refusals <= 2) throw new Error('database is locked');
    };
    await using watching = new Watching({ clock, hints: noHints, table: onLocalDisk, before, onSettled });
    await calm(clock, watching);
    await pass(clock, watching, 2_000);
    expect(watching.state.fault?.facts.reason).toBe('database is locked');
    expect(watching.watch.idle()).toBe(false);
    await pass(clock, watching, 10_000);
    expect(watching.names).toEqual(['a.csv']);
    await watching.watch.scanNow();
    expect(watching.state.fault).toBeUndefined();
    expect(watching.watch.idle()).toBe(true);
  });
});
