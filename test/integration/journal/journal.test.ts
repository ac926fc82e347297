import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal, type OpenJournal } from '../../../electron/adapters/sqlite/open-journal.ts';
import type { ConvertResult } from '../../../electron/contract/converter.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import type { Lane } from '../../../electron/core/queue/delivery.ts';

let directory: string;
let open: OpenJournal;
let lane: Lane;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sluice-journal-'));
  open = openJournal(directory);
  lane = open.journal.lane('c-1', 'dev', 'order', '/drop/order');
});
afterEach(() => {
  open.close();
  rmSync(directory, { recursive: true });
});

const file = (name: string, size = 10) => ({
  path: `/drop/order/${name}`,
  name,
  size,
  modifiedNs: 1_800_000_000_123_456_789n,
});
const arrive = (...names: string[]) =>
  open.journal.arrive(
    lane.id,
    names.map((name) => file(name)),
    'watch',
    1000,
  );
const result = (sha256: string): ConvertResult => ({
  format: 'delimited',
  encoding: 'utf-8',
  dialect: null,
  rows: 3,
  rejectedRows: 0,
  columns: [{ name: 'id', type: 'STRING' }],
  schema: { columns: [], pinnedAt: '2026-01-01T00:00:00.000Z', from: 'a.csv' },
  added: [],
  missing: [],
  warnings: [],
  evidence: [],
  bytesIn: 10,
  bytesOut: 20,
  sha256,
  passedThrough: false,
  peakRss: 1,
  milliseconds: 1,
});
const spool = (id: number, sha256 = 'ab') => {
  open.journal.beginConversion(id);
  open.journal.spooled(id, {
    result: result(sha256),
    spoolPath: `/spool/${id}.parquet`,
    key: `connection/c-1/order/${id}.parquet`,
    pin: undefined,
    peak: { converter: 1, main: 2 },
    now: 2000,
  });
};
const peak = { converter: 1, main: 2 };

describe('the order of a lane', () => {
  it('is the order of arrival', () => {
    const [first, second] = arrive('b.csv', 'a.csv');
    expect(open.journal.head(lane.id)?.id).toBe(first);
    open.journal.ended(first ?? 0, 'rejected', {}, 3000);
    expect(open.journal.head(lane.id)?.id).toBe(second);
  });

  it('puts a retried delivery last', () => {
    const [first = 0, second = 0] = arrive('a.csv', 'b.csv');
    open.journal.ended(first, 'rejected', { error: { code: 'key.null', facts: {} } }, 3000);
    open.journal.retry(first, { size: 11, modifiedNs: 5n });
    expect(open.journal.head(lane.id)?.id).toBe(second);
    const retried = open.journal.delivery(first);
    expect(retried).toMatchObject({ state: 'queued', size: 11, modifiedNs: 5n, error: undefined });
    expect(retried?.position).toBeGreaterThan(open.journal.delivery(second)?.position ?? Infinity);
  });

  it('keeps nanoseconds exact', () => {
    arrive('a.csv');
    expect(open.journal.knownAt(lane.id, '/drop/order/a.csv')).toEqual({
      size: 10,
      modifiedNs: 1_800_000_000_123_456_789n,
    });
  });
});

describe('what is known of a path', () => {
  it('ends when the file was moved away', () => {
    const [id = 0] = arrive('a.csv');
    spool(id);
    open.journal.delivered(id, { etag: 'e', warnings: [] }, peak, 3000);
    expect(open.journal.knownAt(lane.id, '/drop/order/a.csv')).toBeDefined();
    open.journal.moved(id, '/drop/order/_delivered/a.csv', false);
    expect(open.journal.knownAt(lane.id, '/drop/order/a.csv')).toBeUndefined();
  });

  it('is the newest version', () => {
    arrive('a.csv');
    open.journal.arrive(lane.id, [{ ...file('a.csv'), size: 99 }], 'watch', 1001);
    expect(open.journal.knownAt(lane.id, '/drop/order/a.csv')?.size).toBe(99);
  });
});

describe('after a kill', () => {
  it('a conversion starts anew and an upload is looked up before it is repeated', () => {
    const [first = 0, second = 0] = arrive('a.csv', 'b.csv');
    spool(first);
    open.journal.beginAttempt(first, 2500);
    open.journal.beginConversion(second);
    open.close();
    open = openJournal(directory);
    open.journal.recover();
    expect(open.journal.delivery(first)).toMatchObject({
      state: 'spooled',
      outcomeUnknown: true,
      key: `connection/c-1/order/${first}.parquet`,
    });
    expect(open.journal.delivery(second)).toMatchObject({ state: 'queued', outcomeUnknown: false });
  });

  it('the key that was chosen stays, also through a retry', () => {
    const [id = 0] = arrive('a.csv');
    spool(id);
    const key = open.journal.delivery(id)?.key;
    open.journal.requeue(id, false);
    open.journal.beginConversion(id);
    open.journal.spooled(id, {
      result: result('cd'),
      spoolPath: '/spool/x',
      key: 'another',
      pin: undefined,
      peak,
      now: 1,
    });
    expect(open.journal.delivery(id)?.key).toBe(key);
  });

  it('a multipart upload is still known, with its parts', () => {
    const [id = 0] = arrive('a.csv');
    spool(id);
    open.journal.uploadId(id, 'upload-1');
    open.journal.part(id, { number: 1, etag: 'e1', md5: 'm1' });
    open.close();
    open = openJournal(directory);
    open.journal.recover();
    expect(open.journal.delivery(id)?.uploadId).toBe('upload-1');
    expect(open.journal.parts(id)).toEqual([{ number: 1, etag: 'e1', md5: 'm1' }]);
  });
});

describe('duplicates', () => {
  it('are found among what was delivered or is on its way, and only before', () => {
    const [first = 0, second = 0, third = 0] = arrive('a.csv', 'b.csv', 'c.csv');
    spool(first, 'same');
    const position = open.journal.delivery(second)?.position ?? 0;
    expect(open.journal.sameContent(lane.id, position, 'same')?.id).toBe(first);
    expect(open.journal.sameContent(lane.id, 1, 'same')).toBeUndefined();
    open.journal.ended(first, 'rejected', {}, 1);
    expect(
      open.journal.sameContent(lane.id, open.journal.delivery(third)?.position ?? 0, 'same'),
    ).toBeUndefined();
  });
});

describe('a held connection', () => {
  it('holds its deliveries, and lets them go on', () => {
    const [id = 0] = arrive('a.csv');
    spool(id);
    open.journal.beginAttempt(id, 1);
    open.journal.hold('c-1', { code: 'credentials.signature', facts: {} }, 1);
    open.journal.held(id, { code: 'credentials.signature', facts: {} });
    expect(open.journal.head(lane.id)?.state).toBe('held');
    open.journal.release('c-1');
    expect(open.journal.holds()).toEqual([]);
    expect(open.journal.head(lane.id)?.state).toBe('spooled');
  });
});

describe('tallies', () => {
  it('count states without looking at every delivery, and today from midnight', () => {
    const [first = 0, second = 0] = arrive('a.csv', 'b.csv', 'c.csv');
    open.journal.activate([lane.id]);
    spool(first);
    open.journal.delivered(first, { etag: 'e', warnings: [] }, peak, 5000);
    open.journal.ended(second, 'rejected', {}, 5000);
    const [tally] = open.journal.tallies(4000);
    expect(tally).toMatchObject({ deliveredToday: 1, attention: 1, lastDeliveredAt: 5000 });
    expect(tally?.counts).toMatchObject({ delivered: 1, rejected: 1, queued: 1 });
    expect(open.journal.tallies(6000)[0]?.deliveredToday).toBe(0);
    open.journal.dismiss([second], 7000);
    expect(open.journal.tallies(4000)[0]).toMatchObject({ attention: 0, counts: { rejected: 1 } });
  });
});

it('forgets old deliveries, but not those whose file still stands in the folder', () => {
  const ids = arrive('a.csv', 'b.csv', 'c.csv');
  for (const id of ids.slice(0, 2)) open.journal.ended(id, 'rejected', {}, 5000);
  open.journal.moved(ids[0] ?? 0, '/drop/order/_rejected/a.csv', false);
  expect(open.journal.prune(4000, 100)).toBe(0);
  expect(open.journal.prune(6000, 100)).toBe(1);
  expect(open.history.count({})).toBe(2);
  expect(open.journal.prune(6000, 100)).toBe(0);
});

describe('history', () => {
  it('filters and pages', () => {
    arrive('a.csv', 'b_100%.csv', 'c.csv');
    expect(open.history.count({})).toBe(3);
    expect(open.history.count({ text: '100%' })).toBe(1);
    expect(open.history.count({ text: 'B_1' })).toBe(1);
    expect(open.history.count({ text: '%' })).toBe(1);
    expect(open.history.page({}, { limit: 2, offset: 0 }).map((one) => one.delivery.sourceName)).toEqual([
      'c.csv',
      'b_100%.csv',
    ]);
    expect([...open.history.all({ states: ['queued'], table: 'ORDER' })]).toHaveLength(3);
    expect(open.history.count({ connection: 'other' })).toBe(0);
  });
});

describe('the file', () => {
  it('reports damage and keeps one copy', () => {
    const other = mkdtempSync(join(tmpdir(), 'sluice-damaged-'));
    writeFileSync(
      join(other, 'journal.sqlite'),
      'this is no database, but it is long enough to look like one'.repeat(50),
    );
    // however often it is tried
    for (let time = 0; time < 2; time += 1)
      expect(() => openJournal(other)).toThrowError(expect.objectContaining({ code: 'journal.damaged' }));
    expect(readdirSync(other).filter((name) => name.startsWith('journal.sqlite.damaged-'))).toHaveLength(1);
    rmSync(other, { recursive: true });
  });

  it('of a newer Sluice is left alone', () => {
    open.close();
    const database = new DatabaseSync(join(directory, 'journal.sqlite'));
    const now = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(() => openJournal(directory)).toThrowError(expect.objectContaining({ code: 'journal.newer' }));
    const back = new DatabaseSync(join(directory, 'journal.sqlite'));
    back.exec(`PRAGMA user_version = ${now}`);
    back.close();
    open = openJournal(directory);
  });

  it('tells when another process has written', () => {
    const other = openJournal(directory);
    const before = open.journal.version();
    other.journal.pause('c-1', 'order', 1);
    expect(open.journal.version()).not.toBe(before);
    expect(open.journal.pauses()).toEqual([{ connectionId: 'c-1', table: 'order', since: 1 }]);
    other.close();
  });

  it('refuses to retry what was delivered', () => {
    const [id = 0] = arrive('a.csv');
    spool(id);
    open.journal.delivered(id, { etag: 'e', warnings: [] }, peak, 1);
    expect(() => open.journal.retry(id, undefined)).toThrow(Fault);
  });
});
