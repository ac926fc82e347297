import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startConverter } from '../../../electron/adapters/converter/converter-process.ts';
import { forkLine } from '../../../electron/adapters/converter/fork-line.ts';
import type { Converter } from '../../../electron/core/convert/converter.ts';
import { setStage, states, type Stage } from '../../support/engine.ts';
import { keys } from '../../support/sluice.ts';

const csv = (id: number) => `id;word\n${id};w\n`;
const entry = new URL('../../../electron/workers/converter.ts', import.meta.url);

/** The real converter, killed as by the system's memory killer whenever it is given this file. */
const killedBy = (name: () => string | undefined): Converter =>
  startConverter({
    entry,
    start: () => {
      const line = forkLine({ entry, heapLimit: 512 * 1024 ** 2 })();
      return {
        ...line,
        send: (message) => {
          line.send(message);
          if (message.kind === 'convert' && message.job.sourceName === name()) line.kill();
        },
      };
    },
  });

const tables = [{ name: 'order', primaryKey: ['id'] }, { name: 'event' }];
const dropAll = (stage: Stage) => {
  for (const id of [1, 2, 3]) stage.drop('order', `o${id}.csv`, csv(id));
  stage.drop('event', 'e1.csv', csv(9));
};
const held = ['o2.csv', 'held'];

describe('a converter that cannot be started', () => {
  const ended = (times: number): Converter => {
    let starts = 0;
    return startConverter({
      entry,
      start: () => {
        const line = forkLine({ entry, heapLimit: 512 * 1024 ** 2 })();
        if ((starts += 1) <= times) line.kill();
        return line;
      },
    });
  };

  it('is started again', async () => {
    await using stage = await setStage(tables);
    stage.drop('order', 'o1.csv', csv(1));
    await stage.start(keys, ended(1));
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([['o1.csv', 'delivered']]);
  });

  it('ends --until-idle when it never starts, with the file where it was', async () => {
    await using stage = await setStage(tables);
    stage.drop('order', 'o1.csv', csv(1));
    await stage.start(keys, ended(Infinity));
    await expect(stage.untilIdle()).rejects.toMatchObject({ code: 'converter.cannotStart' });
    expect(states(stage.history())).toEqual([['o1.csv', 'queued']]);
  });
});

describe('a file on which the converter dies twice', () => {
  it('stops its table visibly and stays, and what came before it and other tables go on', async () => {
    await using stage = await setStage(tables);
    dropAll(stage);
    const engine = await stage.start(
      keys,
      killedBy(() => 'o2.csv'),
    );
    await stage.untilIdle();
    expect(states(stage.history().filter((row) => row.table === 'order'))).toEqual([
      ['o1.csv', 'delivered'],
      held,
      ['o3.csv', 'queued'],
    ]);
    expect(stage.history().find((row) => row.table === 'event')?.state).toBe('delivered');
    const status = engine.status();
    expect(status.state).toBe('attention');
    expect(status.sentence).toMatch(/^Table order has stopped\. o2\.csv: .*twice.*sluice retry \d/);
    expect(stage.events).toContainEqual(
      expect.objectContaining({
        type: 'trouble',
        fault: expect.objectContaining({ code: 'converter.crashedTwice' }),
      }),
    );
  });

  it('goes on in order after a retry', async () => {
    await using stage = await setStage(tables);
    dropAll(stage);
    let poison: string | undefined = 'o2.csv';
    const engine = await stage.start(
      keys,
      killedBy(() => poison),
    );
    await stage.untilIdle();
    poison = undefined;
    const stopped = stage.history().find((row) => row.state === 'held');
    engine.journal.retry(stopped?.id ?? 0, undefined);
    engine.pipeline.changed();
    await stage.untilIdle();
    const order = (await stage.loads()).filter((load) => load.table === 'order');
    expect(order.map((load) => /\/(o\d)_/.exec(load.key)?.[1])).toEqual(['o1', 'o2', 'o3']);
    expect(engine.status().state).toBe('idle');
  });

  it('is tried again at the next start; taken out of the folder it is said to be gone, and the table goes on', async () => {
    await using stage = await setStage(tables);
    dropAll(stage);
    await stage.start(
      keys,
      killedBy(() => 'o2.csv'),
    );
    await stage.untilIdle();
    await stage.stop();
    rmSync(`${stage.root}/drop/order/o2.csv`);
    await stage.start();
    await stage.untilIdle();
    expect(stage.history().filter((row) => row.table === 'order')).toMatchObject([
      { state: 'delivered' },
      { state: 'rejected', error: { code: 'source.gone' } },
      { state: 'delivered' },
    ]);
  });
});
