import { expect, it } from 'vitest';
import type { FolderReader, FolderState } from '../../../electron/core/watch/port.ts';
import { FolderRounds } from '../../../electron/core/watch/rounds.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const never = <Result>(): Promise<Result> => new Promise(() => undefined);

/** A share whose server is gone: the system's calls never come back. */
const hanging = (
  given: Partial<FolderReader>,
): { clock: FakeClock; rounds: FolderRounds; states: FolderState[] } => {
  const clock = new FakeClock();
  const states: FolderState[] = [];
  const table = {
    folder: '/mnt/share',
    subfolders: false,
    include: [],
    exclude: [],
    doneMarker: 'none',
  } as const;
  const rounds = new FolderRounds(
    {
      table,
      known: () => undefined,
      scanEveryMs: 60_000,
      onSettled: () => undefined,
      onState: (state) => states.push(state),
    },
    {
      clock,
      reader: { root: () => never(), scan: () => never(), end: () => never(), ...given },
      hints: { open: () => never() },
    },
  );
  return { clock, rounds, states };
};

const ends = async (clock: FakeClock, rounds: FolderRounds): Promise<void> => {
  const closed = rounds.close();
  await clock.advance(10_000);
  await closed;
};

it('a root that does not answer is a visible state', async () => {
  const { clock, rounds, states } = hanging({});
  await clock.advance(20_000);
  expect(states.at(-1)).toMatchObject({ reachable: false, fault: { code: 'folder.unreadable' } });
  await ends(clock, rounds);
});

it('a scan that does not get on is a visible state, and does not hold up the end', async () => {
  const { clock, rounds, states } = hanging({ root: () => Promise.resolve({ id: 'share', network: true }) });
  await clock.advance(1_000);
  expect(states.at(-1)).toMatchObject({ busy: true, reachable: true, pollingReason: 'network' });
  await clock.advance(60_000);
  expect(states.some((state) => state.fault?.code === 'folder.unreadable')).toBe(true);
  await ends(clock, rounds);
});
