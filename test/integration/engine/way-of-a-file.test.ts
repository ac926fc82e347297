import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { setStage, states } from '../../support/engine.ts';

const csv = (...ids: (number | string)[]) => `id;word\n${ids.map((id) => `${id};w${id}\n`).join('')}`;
const today = /_delivered\/\d{4}-\d\d-\d\d\//;

describe('a file that is dropped', () => {
  it('arrives, and is set aside afterwards', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.drop('order', 'a.csv', csv(1, 2, 3));
    await stage.start();
    await stage.untilIdle();
    const [row] = stage.history();
    expect(row).toMatchObject({
      state: 'delivered',
      source: 'a.csv',
      rows: 3,
      attempts: [{ number: 1, error: null }],
      error: null,
    });
    expect(row?.archivedPath).toMatch(today);
    expect(await stage.loads()).toMatchObject([{ key: row?.key, table: 'order', rows: 3, inserted: 3 }]);
    expect(readdirSync(join(stage.root, 'data', 'spool'))).toEqual([]);
    expect(stage.engine?.status()).toMatchObject({ state: 'idle', sentence: 'All delivered. 1 file today.' });
  });

  it('is a new delivery each time its name comes with new content', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    await stage.start();
    for (const id of [1, 2, 3]) {
      stage.drop('order', 'daily.csv', csv(id));
      await stage.seen((event) => event.type === 'state' && event.state === 'delivered' && event.id === id);
    }
    expect(states(stage.history())).toEqual([1, 2, 3].map(() => ['daily.csv', 'delivered']));
    expect((await stage.loads()).length).toBe(3);
  });

  it('stays when the table keeps its files, and is not sent again', async () => {
    await using stage = await setStage([{ name: 'order', afterDelivery: 'keep' }]);
    const path = stage.drop('order', 'a.csv', csv(1));
    await stage.start();
    await stage.untilIdle();
    expect(existsSync(path)).toBe(true);
    await stage.stop();
    await stage.start();
    await stage.engine?.pipeline.scanNow();
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([['a.csv', 'delivered']]);
  });

  it('with a header only is recorded as nothing to send', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.drop('order', 'empty.csv', 'id;word\n');
    await stage.start();
    await stage.untilIdle();
    expect(stage.history()).toMatchObject([{ state: 'empty', rows: 0, error: null }]);
    expect(await stage.loads()).toEqual([]);
  });

  it('that vanishes before it is read is said to be gone', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    const path = stage.drop('order', 'a.csv', csv(1));
    const engine = await stage.start();
    engine.journal.pause(stage.sandbox.connections[0]?.connectionId ?? '', undefined, 1);
    await stage.seen((event) => event.type === 'arrived');
    rmSync(path);
    engine.journal.resume(stage.sandbox.connections[0]?.connectionId ?? '', undefined);
    engine.pipeline.changed();
    await stage.untilIdle();
    expect(stage.history()).toMatchObject([{ state: 'rejected', error: { code: 'source.gone' } }]);
  });

  it('that is replaced before it is read is superseded by its newer version', async () => {
    await using stage = await setStage([{ name: 'order' }]);
    stage.drop('order', 'a.csv', csv(1));
    const engine = await stage.start();
    const id = stage.sandbox.connections[0]?.connectionId ?? '';
    engine.journal.pause(id, undefined, 1);
    await stage.seen((event) => event.type === 'arrived');
    stage.drop('order', 'a.csv', csv(1, 2));
    await stage.seen((event) => event.type === 'arrived' && event.id === 2);
    engine.journal.resume(id, undefined);
    engine.pipeline.changed();
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([
      ['a.csv', 'superseded'],
      ['a.csv', 'delivered'],
    ]);
    expect(await stage.loads()).toMatchObject([{ rows: 2 }]);
  });
});

describe('an exact duplicate', () => {
  it('is skipped and shown where the table has no primary key', async () => {
    await using stage = await setStage([{ name: 'event' }]);
    stage.drop('event', 'a.csv', csv(1));
    stage.drop('event', 'b.csv', csv(1));
    await stage.start();
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([
      ['a.csv', 'delivered'],
      ['b.csv', 'duplicate'],
    ]);
    expect((await stage.loads()).length).toBe(1);
  });

  it('is delivered where the table has one', async () => {
    await using stage = await setStage([{ name: 'order', primaryKey: ['id'] }]);
    stage.drop('order', 'a.csv', csv(1));
    stage.drop('order', 'b.csv', csv(1));
    await stage.start();
    await stage.untilIdle();
    expect(await stage.loads()).toMatchObject([{ inserted: 1 }, { updated: 1 }]);
  });
});

describe('a file at fault', () => {
  it('steps aside with its reason, and the lane goes on', async () => {
    await using stage = await setStage([{ name: 'order', primaryKey: ['id'] }]);
    stage.drop('order', '1.csv', csv(1));
    stage.drop('order', '2.csv', 'id;word\n7;a\n;b\n');
    stage.drop('order', '3.csv', csv(3));
    await stage.start();
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([
      ['1.csv', 'delivered'],
      ['2.csv', 'rejected'],
      ['3.csv', 'delivered'],
    ]);
    expect(stage.history()[1]?.error).toMatchObject({ code: 'key.null', column: 'id', row: 2, line: 3 });
    const reason = readFileSync(join(stage.root, 'drop', 'order', '_rejected', '2.csv.reason.txt'), 'utf8');
    expect(reason).toContain('row 2');
    expect(stage.engine?.status()).toMatchObject({
      state: 'attention',
      sentence: '1 file rejected in order.',
    });
  });

  it('pauses the table when it is told to', async () => {
    await using stage = await setStage([{ name: 'order', primaryKey: ['id'], onRejection: 'pause' }]);
    stage.drop('order', '1.csv', 'id;word\n;b\n');
    stage.drop('order', '2.csv', csv(3));
    await stage.start();
    await stage.untilIdle();
    expect(stage.history().map((row) => row.state)).toEqual([
      'rejected',
      expect.stringMatching(/queued|spooled/),
    ]);
    expect(await stage.loads()).toEqual([]);
  });

  it('is sent after it was mended, from where it was set aside', async () => {
    await using stage = await setStage([{ name: 'order', primaryKey: ['id'] }]);
    stage.drop('order', '1.csv', 'id;word\n;b\n');
    const engine = await stage.start();
    await stage.untilIdle();
    const aside = join(stage.root, 'drop', 'order', '_rejected', '1.csv');
    writeFileSync(aside, csv(5, 6));
    await stage.stop();
    const { openDataDirectory } = await import('../../../electron/compose/data-directory.ts');
    const data = openDataDirectory(join(stage.root, 'data'));
    await data.retry(1);
    data.close();
    expect(engine).not.toBe(stage.engine);
    await stage.start();
    await stage.untilIdle();
    expect(stage.history()).toMatchObject([{ id: 1, state: 'delivered', rows: 2, error: null }]);
    expect(existsSync(aside)).toBe(false);
    expect(existsSync(`${aside}.reason.txt`)).toBe(false);
  });
});

describe('a folder', () => {
  it('without events is looked at once more before nothing is left to do', async () => {
    await using stage = await setStage([{ name: 'order', polling: true }]);
    stage.drop('order', 'a.csv', csv(1));
    await stage.start();
    void stage
      .seen((event) => event.type === 'state' && event.state === 'delivered')
      .then(() => stage.drop('order', 'b.csv', csv(2)));
    await stage.untilIdle();
    expect(states(stage.history())).toEqual([
      ['a.csv', 'delivered'],
      ['b.csv', 'delivered'],
    ]);
  });

  it('that is missing at the start is waited for', async () => {
    await using stage = await setStage([{ name: 'order' }, { name: 'event' }]);
    const folder = join(stage.root, 'drop', 'order');
    rmSync(folder, { recursive: true });
    stage.drop('event', 'e.csv', csv(1));
    await stage.start();
    await stage.seen((event) => event.type === 'state' && event.state === 'delivered');
    expect(stage.engine?.status()).toMatchObject({ state: 'waiting' });
    const elsewhere = join(stage.root, 'elsewhere');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'o.csv'), csv(1));
    renameSync(elsewhere, folder);
    await stage.seen(
      (event) => event.type === 'state' && event.state === 'delivered' && event.table === 'order',
    );
  });
});
