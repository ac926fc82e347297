import { describe, expect, it } from 'vitest';
import { setStage, states } from '../../support/engine.ts';
import { keys } from '../../support/sluice.ts';

const csv = (id: number) => `id;word\n${id};w\n`;
const put = (request: { readonly operation: string }) => request.operation === 'PutObject';

describe('an upload', () => {
  it('that the service refuses for now is tried again with the same key, and holds its lane', async () => {
    await using stage = await setStage([{ name: 'order' }, { name: 'event' }]);
    stage.faults.add({
      match: (request) => put(request) && request.key.includes('/order/'),
      status: 503,
      code: 'SlowDown',
      times: 2,
    });
    for (const id of [1, 2]) stage.drop('order', `o${id}.csv`, csv(id));
    stage.drop('event', 'e1.csv', csv(9));
    await stage.start();
    await stage.untilIdle();
    const rows = stage.history();
    expect(rows.every((row) => row.state === 'delivered')).toBe(true);
    const first = rows.find((row) => row.source === 'o1.csv');
    expect(first?.attempts.map((attempt) => attempt.error?.code ?? null)).toEqual([
      'service.busy',
      'service.busy',
      null,
    ]);
    const order = (await stage.loads()).filter((load) => load.table === 'order').map((load) => load.key);
    expect(order).toEqual(rows.filter((row) => row.table === 'order').map((row) => row.key));
  });

  it('whose answer was lost is looked up, not sent twice', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.faults.add({ match: put, dropReply: true, times: 1 });
    stage.drop('order', 'a.csv', csv(1));
    await stage.start();
    await stage.untilIdle();
    expect(stage.history()).toMatchObject([
      {
        state: 'delivered',
        attempts: [{ error: { code: expect.stringMatching(/^network/) } }, { error: null }],
      },
    ]);
    expect((await stage.loads()).length).toBe(1);
  });

  it('that the service refuses for good sets the file aside', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.faults.add({ match: put, status: 400, code: 'InvalidArgument', times: 1 });
    stage.drop('order', 'a.csv', csv(1));
    stage.drop('order', 'b.csv', csv(2));
    await stage.start();
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([
      ['a.csv', 'rejected'],
      ['b.csv', 'delivered'],
    ]);
  });

  it('under way when Sluice ends goes on at the next start, in order', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    const atTheService = Promise.withResolvers<void>();
    stage.faults.add({
      match: (request) => {
        if (put(request)) atTheService.resolve();
        return put(request);
      },
      stallAfter: 0,
      stallMilliseconds: 60_000,
      times: 1,
    });
    for (const id of [1, 2, 3]) stage.drop('order', `o${id}.csv`, csv(id));
    await stage.start();
    await atTheService.promise;
    await stage.stop();
    await stage.start();
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([1, 2, 3].map((id) => [`o${id}.csv`, 'delivered']));
    expect((await stage.loads()).map((load) => load.key)).toEqual(stage.history().map((row) => row.key));
  });
});

describe('a connection', () => {
  it('that is held with its spool full leaves nothing to do by itself', async () => {
    await using stage = await setStage([{ name: 'order' }], { spoolBudget: 1 });
    for (const id of [1, 2, 3]) stage.drop('order', `o${id}.csv`, csv(id));
    await stage.start({ ...keys, SLUICE_TEST_SECRET: 'wrong' });
    await stage.untilIdle();
    expect(stage.history().map((row) => row.state)).toEqual(['held', 'queued', 'queued']);
  });

  it('with a wrong secret keeps its files, and goes on once the secret is right', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    for (const id of [1, 2]) stage.drop('order', `o${id}.csv`, csv(id));
    await stage.start({ ...keys, SLUICE_TEST_SECRET: 'wrong' });
    await stage.untilIdle();
    expect(stage.history().map((row) => row.state)).toEqual(['held', 'spooled']);
    expect(stage.engine?.status()).toMatchObject({
      state: 'stopped',
      connections: [{ state: 'held', fault: { code: 'credentials.signature' } }],
    });
    await stage.stop();
    await stage.start(keys);
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([
      ['o1.csv', 'delivered'],
      ['o2.csv', 'delivered'],
    ]);
  });

  it('without credentials is held and says which variables are missing', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.drop('order', 'a.csv', csv(1));
    await stage.start({});
    await stage.untilIdle();
    const status = stage.engine?.status();
    expect(status?.connections[0]?.fault?.code).toBe('credentials.missing');
    expect(status?.sentence).toContain('SLUICE_TEST_KEY');
  });
});

describe('a paused table', () => {
  it('keeps its files until it is resumed, and does not keep Sluice from being idle', async () => {
    await using stage = await setStage([{ name: 'order' }, { name: 'event' }]);
    const engine = await stage.start();
    const id = stage.sandbox.connections[0]?.connectionId ?? '';
    engine.journal.pause(id, 'order', 1);
    engine.pipeline.changed();
    stage.drop('order', 'o.csv', csv(1));
    stage.drop('event', 'e.csv', csv(1));
    await stage.seen(
      (event) => event.type === 'state' && event.state === 'delivered' && event.table === 'event',
    );
    await stage.seen((event) => event.type === 'arrived' && event.table === 'order');
    await stage.untilIdle();
    expect((await stage.loads()).map((load) => load.table)).toEqual(['event']);
    engine.journal.resume(id, 'order');
    engine.pipeline.changed();
    await stage.seen(
      (event) => event.type === 'state' && event.state === 'delivered' && event.table === 'order',
    );
  });
});

it('within the spool budget no lane starves another', async () => {
  await using stage = await setStage([{ name: 'order' }, { name: 'event' }], { spoolBudget: 1 });
  for (const id of [1, 2, 3]) {
    stage.drop('order', `o${id}.csv`, csv(id));
    stage.drop('event', `e${id}.csv`, csv(id));
  }
  await stage.start();
  await stage.untilIdle();
  expect(stage.history().map((row) => row.state)).toEqual(Array.from({ length: 6 }, () => 'delivered'));
});
