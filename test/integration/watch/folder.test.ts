import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watch } from 'chokidar';
import { describe, expect, it } from 'vitest';
import { ChokidarHints } from '../../../electron/adapters/watch/chokidar-hints.ts';
import { noHints, until, Watching } from './watching.ts';

describe.concurrent('a folder that comes and goes', () => {
  it('is missing at the start, which can be seen, and is watched once it appears', async () => {
    await using watching = new Watching({ folderExists: false });
    await until(() => watching.state.fault !== undefined);
    expect(watching.state).toMatchObject({ reachable: false, fault: { code: 'folder.missing' } });
    expect(watching.state.fault?.facts.path).toBe(watching.folder);
    expect(watching.watch.idle()).toBe(true);
    mkdirSync(watching.folder);
    writeFileSync(watching.path('a.csv'), 'x');
    await until(() => watching.names.length === 1);
    expect(watching.state).toMatchObject({ reachable: true, fault: undefined });
  });

  it('is deleted and made again: events are heard again', async () => {
    await using watching = new Watching();
    writeFileSync(watching.path('first.csv'), 'x');
    await until(() => watching.names.length === 1);
    rmSync(watching.folder, { recursive: true });
    await until(() => watching.state.fault?.code === 'folder.missing');
    mkdirSync(watching.folder);
    await until(() => watching.state.reachable && watching.watch.idle());
    writeFileSync(watching.path('second.csv'), 'x');
    await until(() => watching.names.length === 2);
  });

  it('is exchanged between two looks: the new one is watched, and events are heard', async () => {
    await using watching = new Watching();
    await watching.watch.scanNow();
    for (const round of [1, 2, 3]) {
      const scans = watching.states.length;
      renameSync(watching.folder, join(watching.place, `gone${round}`));
      mkdirSync(watching.folder);
      await until(() => watching.states.length > scans && watching.watch.idle());
      writeFileSync(watching.path(`${round}.csv`), 'x');
      await until(() => watching.names.length === round);
    }
  });

  it('is replaced by a file, which is a visible state, and heals', async () => {
    await using watching = new Watching();
    await watching.watch.scanNow();
    rmSync(watching.folder, { recursive: true });
    writeFileSync(watching.folder, 'no folder');
    await until(() => watching.state.fault?.code === 'folder.unreadable');
    expect(watching.state.fault?.facts.reason).toBe('it is not a folder');
    rmSync(watching.folder);
    mkdirSync(watching.folder);
    writeFileSync(watching.path('a.csv'), 'x');
    await until(() => watching.names.length === 1);
    expect(watching.state.fault).toBeUndefined();
  });

  it('is a link to nowhere, then to a folder', async () => {
    await using watching = new Watching({ folderExists: false });
    symlinkSync(join(watching.place, 'real'), watching.folder);
    await until(() => watching.state.fault?.code === 'folder.missing');
    mkdirSync(join(watching.place, 'real'));
    writeFileSync(join(watching.place, 'real', 'a.csv'), 'x');
    symlinkSync('a.csv', join(watching.place, 'real', 'b.csv'));
    await until(() => watching.names.length === 1 && watching.watch.idle());
    expect(watching.state.warnings).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('may not be read, which is a visible state, and heals', async () => {
    await using watching = new Watching();
    chmodSync(watching.folder, 0);
    await until(() => watching.state.fault?.code === 'folder.unreadable');
    chmodSync(watching.folder, 0o700);
    await until(() => watching.state.reachable);
  });
});

describe.concurrent('events', () => {
  it('that the system has no more watches for give way to polling, which can be seen', async () => {
    const full = new Set<ReturnType<typeof watch>>();
    await using watching = new Watching({
      hints: {
        open: (onHint, onTrouble) =>
          new ChokidarHints({ folder: watching.folder, subfolders: false }, (path, options) => {
            const watcher = watch(path, options);
            full.add(watcher);
            // what inotify answers when fs.inotify.max_user_watches is used up
            const error = Object.assign(new Error('ENOSPC: System limit for number of file watchers'), {
              code: 'ENOSPC',
            });
            watcher.once('ready', () => watcher.emit('error', error));
            return watcher;
          }).open(onHint, onTrouble),
      },
    });
    await until(() => watching.state.polling);
    expect(watching.state).toMatchObject({ pollingReason: 'watchLimit', reachable: true, fault: undefined });
    await until(() => [...full].every((watcher) => watcher.closed));
    writeFileSync(watching.path('a.csv'), 'x');
    await until(() => watching.names.length === 1);
    expect(full.size).toBe(1);
  });

  it('are not used where the table asks for polling', async () => {
    let opened = 0;
    const hints = {
      open: () => {
        opened += 1;
        return noHints.open(
          () => undefined,
          () => undefined,
        );
      },
    };
    await using watching = new Watching({ table: { polling: true }, hints });
    await watching.watch.scanNow();
    writeFileSync(watching.path('a.csv'), 'x');
    await until(() => watching.names.length === 1);
    expect(watching.state).toMatchObject({ polling: true, pollingReason: 'setting' });
    expect(opened).toBe(0);
  });
});

describe('pause and resume', () => {
  it('finds afterwards what came meanwhile, and nothing during the pause', async () => {
    await using watching = new Watching({ scanEveryMs: 100 });
    await watching.watch.scanNow();
    await watching.watch.pause();
    expect(watching.state.paused).toBe(true);
    writeFileSync(watching.path('a.csv'), 'x');
    await watching.watch.scanNow();
    expect(watching.names).toEqual([]);
    expect(watching.watch.idle()).toBe(false);
    await watching.watch.resume();
    await until(() => watching.names.length === 1);
    expect(watching.state.paused).toBe(false);
  });
});

describe('close', () => {
  it('ends everything, also when it is called twice and while a scan is asked for', async () => {
    await using watching = new Watching({ table: { settleMs: 50 } });
    writeFileSync(watching.path('a.csv'), 'x');
    const asked = watching.watch.scanNow();
    await Promise.all([watching.watch.close(), watching.watch.close(), asked]);
    await watching.watch.scanNow();
    const states = watching.states.length;
    writeFileSync(watching.path('b.csv'), 'x');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(watching.states).toHaveLength(states);
    expect(watching.names).toEqual([]);
  });
});
