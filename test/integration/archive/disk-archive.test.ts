import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskArchive } from '../../../electron/adapters/archive/disk-archive.ts';
import { XdgTrash } from '../../../electron/adapters/archive/xdg-trash.ts';
import type { ArchiveRequest, MovePlan, SourceVersion } from '../../../electron/core/archive/port.ts';

let place: string;
let root: string;
let archive: DiskArchive;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'sluice-archive-'));
  root = join(place, 'drop');
  mkdirSync(root);
  archive = new DiskArchive(
    new XdgTrash({ dataHome: join(place, 'data'), userId: 1000, now: () => Date.now() }),
  );
});

afterEach(() => rmSync(place, { recursive: true, force: true }));

const drop = (name: string, content = 'id\n1\n'): SourceVersion => {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  const { size, mtimeNs } = statSync(path, { bigint: true });
  return { path, size: Number(size), mtimeNs };
};

const request = (source: SourceVersion, given: Partial<ArchiveRequest> = {}): ArchiveRequest => ({
  kind: 'delivered',
  root,
  name: basename(source.path),
  source,
  day: '2026-11-23',
  ...given,
});

const settle = async (source: SourceVersion, given: Partial<ArchiveRequest> = {}) =>
  archive.moveFile(await archive.plan(request(source, given)));

/** Every file under the root with its content. */
const contents = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')] as const)
      .sort(),
  );

describe('a delivered file', () => {
  it('moves into the folder of the day, as it is', async () => {
    const source = drop('a.csv');
    const target = join(root, '_delivered/2026-11-23/a.csv');
    expect(await settle(source)).toEqual({ outcome: 'moved', target });
    expect(contents()).toEqual({ '_delivered/2026-11-23/a.csv': 'id\n1\n' });
    expect(statSync(target, { bigint: true }).mtimeNs).toBe(source.mtimeNs);
  });

  it('of a name that exists gets a number', async () => {
    for (const content of ['first', 'second', 'third']) await settle(drop('a.csv', content));
    expect(contents()).toEqual({
      '_delivered/2026-11-23/a.csv': 'first',
      '_delivered/2026-11-23/a (2).csv': 'second',
      '_delivered/2026-11-23/a (3).csv': 'third',
    });
  });

  it('gets a number also when the name was taken after the plan was made', async () => {
    const source = drop('a.csv', 'mine');
    const plan = await archive.plan(request(source));
    drop('_delivered/2026-11-23/a.csv', "somebody else's");
    expect(await archive.moveFile(plan)).toMatchObject({
      outcome: 'moved',
      target: join(root, '_delivered/2026-11-23/a (2).csv'),
    });
    expect(contents()['_delivered/2026-11-23/a.csv']).toBe("somebody else's");
  });

  it('of which another version lies there by now stays', async () => {
    const source = drop('a.csv', 'old');
    const plan = await archive.plan(request(source));
    drop('a.csv', 'newer');
    expect(await archive.moveFile(plan)).toEqual({ outcome: 'left', why: 'newerVersion' });
    expect(contents()).toEqual({ 'a.csv': 'newer' });
  });

  it('of which another version of the same size lies there stays too', async () => {
    const source = drop('a.csv', 'old');
    const plan = await archive.plan(request(source));
    drop('a.csv', 'new');
    utimesSync(source.path, 1_000, 1_000);
    expect(await archive.moveFile(plan)).toEqual({ outcome: 'left', why: 'newerVersion' });
  });

  it('that is gone is gone; gone with its whole folder it is waited for', async () => {
    const source = drop('a.csv');
    const plan = await archive.plan(request(source));
    renameSync(root, `${root}-away`);
    expect(await archive.moveFile(plan)).toMatchObject({
      outcome: 'waits',
      fault: { code: 'folder.missing' },
    });
    renameSync(`${root}-away`, root);
    rmSync(source.path);
    expect(await archive.moveFile(plan)).toEqual({ outcome: 'left', why: 'gone' });
  });

  it('moved before a crash is found moved, also when a new file of that name has come', async () => {
    const source = drop('a.csv', 'old');
    const plan = await archive.plan(request(source));
    const moved = await archive.moveFile(plan);
    expect(await archive.moveFile(plan)).toEqual(moved);
    drop('a.csv', 'tomorrow');
    expect(await archive.moveFile(plan)).toEqual(moved);
    expect(contents()).toEqual({ '_delivered/2026-11-23/a.csv': 'old', 'a.csv': 'tomorrow' });
  });

  it('takes its done marker along', async () => {
    const source = drop('a.csv');
    drop('a.csv.done', '');
    await settle(source, { doneMarker: 'suffix' });
    expect(Object.keys(contents())).toEqual([
      '_delivered/2026-11-23/a.csv',
      '_delivered/2026-11-23/a.csv.done',
    ]);
  });

  it('keeps its sub-folder, and any name', async () => {
    const name = `plant\n1/🚚 ${'n'.repeat(240)}.csv`;
    for (const content of ['1', '2']) await settle(drop(name, content), { name });
    const names = Object.keys(contents());
    expect(names).toHaveLength(2);
    expect(names).toContain(`_delivered/2026-11-23/${name}`);
  });

  it('of no bytes moves like any other', async () => {
    expect(await settle(drop('a.csv', ''))).toMatchObject({ outcome: 'moved' });
  });

  it('that is a link stays', async () => {
    const source = drop('sub/real.csv');
    symlinkSync('sub/real.csv', join(root, 'link.csv'));
    const outcome = await settle({ ...source, path: join(root, 'link.csv') });
    expect(outcome).toEqual({ outcome: 'left', why: 'link' });
    expect(contents()).toEqual({ 'sub/real.csv': 'id\n1\n' });
  });

  it('waits when its archive cannot be made, and moves when it can', async () => {
    const source = drop('a.csv');
    drop('_delivered', 'a file in the way');
    const plan = await archive.plan(request(source));
    expect(await archive.moveFile(plan)).toMatchObject({
      outcome: 'waits',
      fault: { code: 'folder.notWritable' },
    });
    expect(existsSync(source.path)).toBe(true);
    rmSync(join(root, '_delivered'));
    expect(await archive.moveFile(plan)).toMatchObject({ outcome: 'moved' });
  });

  it('is moved with many others at once, none over another', async () => {
    const plans: MovePlan[] = [];
    for (let index = 0; index < 50; index += 1) {
      const source = drop(`in/${index}/a.csv`, `${index}`);
      plans.push(await archive.plan(request(source)));
    }
    const outcomes = await Promise.all(plans.map((plan) => archive.moveFile(plan)));
    expect(outcomes.every((outcome) => outcome.outcome === 'moved')).toBe(true);
    expect(new Set(Object.values(contents())).size).toBe(50);
  });
});

/** A folder on another volume, where this machine has one. */
const memory = '/dev/shm';
const volumes = existsSync(memory) && statSync(memory).dev !== statSync(tmpdir()).dev;

describe.skipIf(!volumes)('an archive on another volume', () => {
  let elsewhere: string;
  beforeEach(() => {
    elsewhere = mkdtempSync(join(memory, 'sluice-archive-'));
    symlinkSync(elsewhere, join(root, '_delivered'));
  });
  afterEach(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('takes the file whole, with its time, and leaves nothing else', async () => {
    const source = drop('a.csv', 'x'.repeat(100_000));
    utimesSync(source.path, 1_000, 1_000);
    const { mtimeNs } = statSync(source.path, { bigint: true });
    const plan = await archive.plan(request({ ...source, mtimeNs }));
    const target = join(root, '_delivered/2026-11-23/a.csv');
    expect(await archive.moveFile(plan)).toEqual({ outcome: 'moved', target });
    expect(await archive.moveFile(plan)).toEqual({ outcome: 'moved', target });
    expect(readdirSync(join(elsewhere, '2026-11-23'))).toEqual(['a.csv']);
    expect(statSync(target).mtimeMs).toBe(1_000_000);
    expect(readFileSync(target, 'utf8')).toBe('x'.repeat(100_000));
    expect(existsSync(source.path)).toBe(false);
  });

  it('replaces nothing that is there', async () => {
    for (const content of ['first', 'second']) await settle(drop('a.csv', content));
    expect(readFileSync(join(elsewhere, '2026-11-23/a.csv'), 'utf8')).toBe('first');
    expect(readFileSync(join(elsewhere, '2026-11-23/a (2).csv'), 'utf8')).toBe('second');
  });
});

describe('a rejected file', () => {
  it('lies in _rejected with its reason beside it, and the rows that were skipped', async () => {
    const rows = join(place, 'rows.csv');
    writeFileSync(rows, 'line,column,reason\n');
    await settle(drop('a.csv'), { kind: 'rejected', reason: 'The key is empty.\n', rejectedRows: rows });
    expect(contents()).toEqual({
      '_rejected/a.csv': 'id\n1\n',
      '_rejected/a.csv.reason.txt': 'The key is empty.\n',
      '_rejected/a.csv.rejected-rows.csv': 'line,column,reason\n',
    });
    expect(existsSync(rows)).toBe(true);
  });

  it('again under the same name keeps both, each with its own reason', async () => {
    for (const reason of ['first', 'second'])
      await settle(drop('a.csv', reason), { kind: 'rejected', reason });
    expect(contents()).toEqual({
      '_rejected/a.csv': 'first',
      '_rejected/a.csv.reason.txt': 'first',
      '_rejected/a (2).csv': 'second',
      '_rejected/a (2).csv.reason.txt': 'second',
    });
  });

  it('whose reason was not written before a crash gets it afterwards', async () => {
    const plan = await archive.plan(request(drop('a.csv'), { kind: 'rejected', reason: 'why' }));
    await archive.moveFile({ ...plan, notes: [] });
    await archive.moveFile(plan);
    expect(contents()['_rejected/a.csv.reason.txt']).toBe('why');
  });

  it('tried again and delivered moves on, and its reason is withdrawn', async () => {
    await settle(drop('a.csv'), { kind: 'rejected', reason: 'why' });
    const path = join(root, '_rejected/a.csv');
    const { size, mtimeNs } = statSync(path, { bigint: true });
    await archive.withdrawReason(path);
    await archive.withdrawReason(path);
    await settle({ path, size: Number(size), mtimeNs });
    expect(contents()).toEqual({ '_delivered/2026-11-23/a.csv': 'id\n1\n' });
  });

  it('tried again and rejected again stays, with the new reason', async () => {
    await settle(drop('a.csv'), { kind: 'rejected', reason: 'old reason' });
    const path = join(root, '_rejected/a.csv');
    const { size, mtimeNs } = statSync(path, { bigint: true });
    const outcome = await settle(
      { path, size: Number(size), mtimeNs },
      { kind: 'rejected', reason: 'new reason' },
    );
    expect(outcome).toEqual({ outcome: 'moved', target: path });
    expect(contents()).toEqual({ '_rejected/a.csv': 'id\n1\n', '_rejected/a.csv.reason.txt': 'new reason' });
  });
});

describe('a kept file', () => {
  it('stays, and its skipped rows are set aside once', async () => {
    const rows = join(place, 'rows.csv');
    writeFileSync(rows, 'line,column,reason\n');
    const plan = await archive.plan(request(drop('a.csv'), { kind: 'kept', rejectedRows: rows }));
    for (let time = 0; time < 2; time += 1) {
      expect(await archive.moveFile(plan)).toEqual({ outcome: 'left', why: 'planned' });
    }
    expect(Object.keys(contents())).toEqual(['_rejected/a.csv.rejected-rows.csv', 'a.csv']);
  });
});

describe('the trash', () => {
  it('takes the file with a record of where it was', async () => {
    const outcome = await archive.trashFile(drop('a b%.csv', 'x'));
    const target = join(place, 'data/Trash/files/a b%.csv');
    expect(outcome).toEqual({ outcome: 'moved', target });
    expect(readFileSync(target, 'utf8')).toBe('x');
    const record = readFileSync(join(place, 'data/Trash/info/a b%.csv.trashinfo'), 'utf8');
    const path = join(root, 'a b%.csv').split('/').map(encodeURIComponent).join('/');
    expect(record).toMatch(/^\[Trash Info\]\nPath=.*\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/);
    expect(record).toContain(`Path=${path}\n`);
  });

  it('keeps what it has of that name', async () => {
    await archive.trashFile(drop('a.csv', 'first'));
    await archive.trashFile(drop('a.csv', 'second'));
    expect(readFileSync(join(place, 'data/Trash/files/a.csv'), 'utf8')).toBe('first');
    expect(readFileSync(join(place, 'data/Trash/files/a (2).csv'), 'utf8')).toBe('second');
  });

  it('does not take a newer version, nor what is gone', async () => {
    const source = drop('a.csv', 'old');
    drop('a.csv', 'newer');
    expect(await archive.trashFile(source)).toEqual({ outcome: 'left', why: 'newerVersion' });
    rmSync(source.path);
    expect(await archive.trashFile(source)).toEqual({ outcome: 'left', why: 'gone' });
  });

  it('that cannot be used leaves the file and says so', async () => {
    writeFileSync(join(place, 'data'), 'a file in the way');
    const source = drop('a.csv');
    expect(await archive.trashFile(source)).toMatchObject({
      outcome: 'waits',
      fault: { code: 'folder.notWritable' },
    });
    expect(existsSync(source.path)).toBe(true);
  });
});
