import { execFile, execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { noHints, until, Watching } from './watching.ts';

describe('a file that arrives', () => {
  it('is reported once, with its size, time and relative name', async () => {
    await using watching = new Watching();
    await watching.watch.scanNow();
    writeFileSync(watching.path('a.csv'), 'id\n1\n');
    await until(() => watching.watch.idle() && watching.reported.length > 0);
    await watching.watch.scanNow();
    await watching.watch.scanNow();
    expect(watching.reported).toMatchObject([{ name: 'a.csv', path: watching.path('a.csv'), size: 5 }]);
    expect(watching.state).toMatchObject({ reachable: true, lastScanOk: true, settling: 0, polling: false });
  });

  it('and was there before the start is found by the first scan', async () => {
    const before = (folder: string): void => writeFileSync(join(folder, 'a.csv'), 'id\n1\n');
    await using watching = new Watching({ before, hints: noHints });
    await until(() => watching.names.length === 1);
  });

  it('is not reported while it is growing', async () => {
    await using watching = new Watching({ table: { settleMs: 400 } });
    const path = watching.path('growing.csv');
    writeFileSync(path, 'id\n');
    for (let row = 0; row < 30; row += 1) {
      appendFileSync(path, `${row}\n`);
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(watching.names).toEqual([]);
    }
    await until(() => watching.names.length === 1);
    expect(watching.reported[0]?.size).toBe(readFileSync(path).length);
  });

  it('by being moved in, or copied with an old or a future time, counts from when it was seen', async () => {
    await using watching = new Watching();
    const outside = join(watching.place, 'outside.csv');
    writeFileSync(outside, 'id\n1\n');
    copyFileSync(outside, watching.path('old.csv'));
    utimesSync(watching.path('old.csv'), 86_400, 86_400);
    copyFileSync(outside, watching.path('future.csv'));
    utimesSync(watching.path('future.csv'), 4_102_444_800, 4_102_444_800);
    renameSync(outside, watching.path('moved.csv'));
    await until(() => watching.names.length === 3);
    expect([...watching.names].sort()).toEqual(['future.csv', 'moved.csv', 'old.csv']);
  });

  it('again under the same name with other content is reported again', async () => {
    await using watching = new Watching();
    writeFileSync(watching.path('daily.csv'), 'id\n1\n');
    await until(() => watching.names.length === 1);
    writeFileSync(watching.path('daily.csv'), 'id\n2\n3\n');
    await until(() => watching.names.length === 2);
    expect(watching.reported.map((file) => file.size)).toEqual([5, 7]);
  });

  it('and leaves before it settled is not reported', async () => {
    await using watching = new Watching({ table: { settleMs: 500 } });
    writeFileSync(watching.path('short.csv'), 'x');
    await until(() => watching.state.settling === 1);
    rmSync(watching.path('short.csv'));
    await until(() => watching.watch.idle());
    expect(watching.names).toEqual([]);
  });

  it('is found by the next scan when no event tells of it', async () => {
    await using watching = new Watching({ hints: noHints, scanEveryMs: 200 });
    await watching.watch.scanNow();
    writeFileSync(watching.path('silent.csv'), 'x');
    await until(() => watching.names.length === 1);
  });

  it('without bytes is reported too', async () => {
    await using watching = new Watching();
    writeFileSync(watching.path('empty.csv'), '');
    await until(() => watching.names.length === 1);
    expect(watching.reported[0]?.size).toBe(0);
  });
});

describe('a burst', () => {
  it('of 5,000 files is reported whole, each once, in the order of writing', async () => {
    await using watching = new Watching({ table: { settleMs: 1_000 } });
    await watching.watch.scanNow();
    const script = 'for i in $(seq 1 5000); do echo "$i" > "order $i.csv"; done';
    await promisify(execFile)('bash', ['-c', script], { cwd: watching.folder });
    await until(() => watching.reported.length >= 5_000 && watching.watch.idle());
    expect(watching.names).toEqual(Array.from({ length: 5_000 }, (_none, index) => `order ${index + 1}.csv`));
  });

  it('written while the folder is being scanned keeps its order', async () => {
    await using watching = new Watching({ table: { settleMs: 300 } });
    for (let index = 1; index <= 400; index += 1) {
      writeFileSync(watching.path(`f${index}.csv`), `${index}`);
      if (index % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await until(() => watching.reported.length >= 400);
    expect(watching.names).toEqual(Array.from({ length: 400 }, (_none, index) => `f${index + 1}.csv`));
  });

  it('moved in with equal times is ordered by name, in one batch', async () => {
    await using watching = new Watching({ table: { settleMs: 300 } });
    for (const name of ['f10.csv', 'f9.csv', 'f1.csv']) {
      const path = join(watching.place, name);
      writeFileSync(path, name);
      utimesSync(path, 1_000_000, 1_000_000);
      renameSync(path, watching.path(name));
    }
    await until(() => watching.reported.length === 3);
    expect(watching.batches.map((batch) => batch.map((file) => file.name))).toEqual([
      ['f1.csv', 'f9.csv', 'f10.csv'],
    ]);
  });
});

describe('what is left alone', () => {
  it('ignored names, archived files, hidden folders, and sub-folders by default', async () => {
    await using watching = new Watching();
    for (const folder of ['_delivered/2026-01-01', '_rejected', '.git', 'sub']) {
      mkdirSync(watching.path(folder), { recursive: true });
      writeFileSync(watching.path(`${folder}/a.csv`), 'x');
    }
    for (const name of [
      '~$a.xlsx',
      '.~lock.a#',
      'a.TMP',
      'a.csv.part',
      'a.filepart',
      'a~',
      '.a',
      'Thumbs.db',
    ]) {
      writeFileSync(watching.path(name), 'x');
    }
    writeFileSync(watching.path('taken.csv'), 'x');
    await until(() => watching.watch.idle() && watching.names.length > 0);
    expect(watching.names).toEqual(['taken.csv']);
  });

  it('archived files at any level, when sub-folders are on; new sub-folders are noticed', async () => {
    await using watching = new Watching({ table: { subfolders: true, include: ['*.csv'] } });
    await watching.watch.scanNow();
    mkdirSync(watching.path('plant/may/_delivered'), { recursive: true });
    writeFileSync(watching.path('plant/may/_delivered/no.csv'), 'x');
    writeFileSync(watching.path('plant/may/yes.csv'), 'x');
    writeFileSync(watching.path('plant/may/no.txt'), 'x');
    await until(() => watching.names.length === 1 && watching.watch.idle());
    expect(watching.names).toEqual(['plant/may/yes.csv']);
    writeFileSync(watching.path('plant/may/later.csv'), 'x');
    await until(() => watching.names.length === 2);
  });

  it('links that lead outside, to nothing or to folders, with a warning that can be seen', async () => {
    await using watching = new Watching();
    writeFileSync(join(watching.place, 'secret.csv'), 'x');
    mkdirSync(join(watching.place, 'elsewhere'));
    symlinkSync(join(watching.place, 'secret.csv'), watching.path('outside.csv'));
    symlinkSync('../secret.csv', watching.path('relative.csv'));
    symlinkSync(join(watching.place, 'elsewhere'), watching.path('folder.csv'));
    symlinkSync('nowhere.csv', watching.path('broken.csv'));
    symlinkSync('loop.csv', watching.path('loop.csv'));
    writeFileSync(watching.path('taken.csv'), 'x');
    await until(() => watching.watch.idle() && watching.names.length > 0);
    expect(watching.names).toEqual(['taken.csv']);
    expect([...watching.state.warnings].sort((left, right) => (left.name < right.name ? -1 : 1))).toEqual([
      { kind: 'linkBroken', name: 'broken.csv' },
      { kind: 'linkLeadsOutside', name: 'folder.csv' },
      { kind: 'linkBroken', name: 'loop.csv' },
      { kind: 'linkLeadsOutside', name: 'outside.csv' },
      { kind: 'linkLeadsOutside', name: 'relative.csv' },
    ]);
  });

  it('links to files that are taken anyway; a link to another file inside is followed', async () => {
    await using watching = new Watching();
    mkdirSync(watching.path('sub'));
    mkdirSync(watching.path('_delivered'));
    for (const name of ['real.csv', 'sub/deep.csv', '_delivered/old.csv'])
      writeFileSync(watching.path(name), 'x');
    symlinkSync('real.csv', watching.path('latest.csv'));
    symlinkSync('_delivered/old.csv', watching.path('previous.csv'));
    symlinkSync('sub/deep.csv', watching.path('deep.csv'));
    linkSync(watching.path('real.csv'), watching.path('hard.csv'));
    await until(() => watching.watch.idle() && watching.names.length > 0);
    expect([...watching.names].sort()).toEqual(['deep.csv', 'hard.csv', 'real.csv']);
  });

  it('pipes and sockets', async () => {
    await using watching = new Watching();
    execFileSync('mkfifo', [watching.path('pipe.csv')]);
    const server = createServer().listen(watching.path('socket.csv'));
    writeFileSync(watching.path('taken.csv'), 'x');
    await until(() => watching.watch.idle() && watching.names.length > 0);
    expect(watching.names).toEqual(['taken.csv']);
    expect(watching.state.warnings.map((warning) => warning.kind)).toEqual(['notAFile', 'notAFile']);
    await new Promise((resolve) => server.close(resolve));
  });

  it('names that are not text; odd names that are text are taken', async () => {
    await using watching = new Watching();
    const odd = [
      'a\nb.csv',
      'tab\there.csv',
      '🚚 lädt.csv',
      'quote\'"`$(x).csv',
      '-rf.csv',
      `${'n'.repeat(251)}.csv`,
      ' .csv',
    ];
    for (const name of odd) writeFileSync(watching.path(name), 'x');
    writeFileSync(
      Buffer.concat([Buffer.from(`${watching.folder}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.csv')]),
      'x',
    );
    await until(() => watching.watch.idle() && watching.names.length > 0);
    expect([...watching.names].sort()).toEqual([...odd].sort());
    expect(watching.state.warnings).toEqual([{ kind: 'nameNotText', name: 'bad\ufffd\ufffd.csv' }]);
  });
});
