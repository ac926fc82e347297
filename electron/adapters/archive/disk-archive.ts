import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '../../contract/fault.ts';
import { numbered, reasonName } from '../../core/archive/names.ts';
import { namesOf, planArchive } from '../../core/archive/plan.ts';
import type {
  Archive,
  ArchiveRequest,
  MoveOutcome,
  MovePlan,
  SourceVersion,
  Trash,
} from '../../core/archive/port.ts';
import { codeOf, diskFault } from './disk-faults.ts';
import { isVersion, look } from './look.ts';
import { copyWhole, relocate } from './relocate.ts';

/** Sets files aside in folders beside them. One instance a process: it does one thing at a time. */
export class DiskArchive implements Archive {
  readonly #trash: Trash;
  #last: Promise<unknown> = Promise.resolve();

  constructor(trash: Trash) {
    this.#trash = trash;
  }

  async plan(request: ArchiveRequest): Promise<MovePlan> {
    try {
      for (let number = 1; ; number += 1) {
        const plan = planArchive(request, number, join);
        if (plan.target === request.source.path) return plan;
        const found = await Promise.all(namesOf(plan).map(lookPast));
        if (found.every((file) => file === undefined)) return plan;
      }
    } catch (thrown) {
      const reason = codeOf(thrown) || String(thrown);
      throw new Fault('folder.unreadable', { path: request.root, reason }, { cause: thrown });
    }
  }

  moveFile(plan: MovePlan): Promise<MoveOutcome> {
    return this.#inTurn(plan.root, async () => {
      const outcome = await this.#move(plan);
      const notMoved =
        outcome.outcome === 'left' && (outcome.why === 'newerVersion' || outcome.why === 'gone');
      if (!notMoved) await writeBeside(plan, outcome.outcome === 'moved' ? outcome.target : undefined);
      return outcome;
    });
  }

  trashFile(source: SourceVersion): Promise<MoveOutcome> {
    return this.#inTurn(dirname(source.path), async () => {
      const found = await look(source.path);
      if (found === undefined) return absent(dirname(source.path));
      if (found.isSymbolicLink()) return { outcome: 'left', why: 'link' };
      if (!isVersion(found, source)) return { outcome: 'left', why: 'newerVersion' };
      return { outcome: 'moved', target: await this.#trash.trash(source.path) };
    });
  }

  async withdrawReason(rejectedPath: string): Promise<void> {
    const folder = dirname(rejectedPath);
    try {
      await rm(join(folder, reasonName(basename(rejectedPath))), { force: true });
    } catch (thrown) {
      throw diskFault(folder, thrown);
    }
  }

  /** Does the move alone. */
  async #move(plan: MovePlan): Promise<MoveOutcome> {
    const { source, target } = plan;
    if (target === undefined) return { outcome: 'left', why: 'planned' };
    const found = await look(source.path);
    if (found === undefined || !isVersion(found, source)) {
      const there = await lookPast(target);
      const done = there !== undefined && Number(there.size) === source.size;
      // with another file at the source by now, the modification time has to tell too
      if (done && (found === undefined || there.mtimeNs === source.mtimeNs))
        return { outcome: 'moved', target };
      if (found === undefined) return absent(plan.root);
      return { outcome: 'left', why: found.isSymbolicLink() ? 'link' : 'newerVersion' };
    }
    if (target === source.path) return { outcome: 'moved', target };
    const reached = await place(target, (to) => relocate(source.path, to, found));
    const moved = reached === undefined ? undefined : await look(reached);
    if (reached === undefined || moved === undefined) return { outcome: 'left', why: 'newerVersion' };
    if (moved.dev === found.dev && !isVersion(moved, source)) {
      // somebody wrote to it or put another there in the very moment of the move: it goes back, to be found as new
      await place(source.path, (to) => relocate(reached, to, moved));
      return { outcome: 'left', why: 'newerVersion' };
    }
    for (const companion of plan.companions) {
      const marker = await look(companion.from);
      if (marker?.isFile() === true) await place(companion.to, (to) => relocate(companion.from, to, marker));
    }
    return { outcome: 'moved', target: reached };
  }

  #inTurn(folder: string, act: () => Promise<MoveOutcome>): Promise<MoveOutcome> {
    const turn = this.#last.then(async (): Promise<MoveOutcome> => {
      try {
        return await act();
      } catch (thrown) {
        return { outcome: 'waits', fault: diskFault(folder, thrown).view };
      }
    });
    this.#last = turn;
    return turn;
  }
}

/** A folder on the way that does not exist yet, or is a file, holds nothing. */
const lookPast = async (path: string): ReturnType<typeof look> => {
  try {
    return await look(path);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOTDIR') return undefined;
    throw thrown;
  }
};

/** What is gone with its whole folder may come back with it. */
const absent = async (root: string): Promise<MoveOutcome> => {
  if ((await look(root)) === undefined) throw new Fault('folder.missing', { path: root });
  return { outcome: 'left', why: 'gone' };
};

/** Acts on the first free of `NAME`, `NAME (2)`, …; undefined when the act found nothing to move. */
const place = async (wanted: string, act: (to: string) => Promise<boolean>): Promise<string | undefined> => {
  for (let number = 1; ; number += 1) {
    const to = join(dirname(wanted), numbered(basename(wanted), number));
    try {
      return (await act(to)) ? to : undefined;
    } catch (thrown) {
      // a file in place of the folder is no name that is taken
      if (codeOf(thrown) !== 'EEXIST' || (await lookPast(to)) === undefined) throw thrown;
    }
  }
};

/** Writes what a plan has beside the move, each whole, and leaves alone what a run before a crash has written. */
const writeBeside = async (plan: MovePlan, target: string | undefined): Promise<void> => {
  for (const note of plan.notes) {
    const folder = dirname(note.path);
    const name =
      target === undefined || target === plan.target ? basename(note.path) : reasonName(basename(target));
    const path = join(folder, name);
    // a file that is rejected again where it lies has its old reason there
    if (plan.target === plan.source.path || (await lookPast(path)) === undefined)
      await writeWhole(path, note.text);
  }
  for (const copy of plan.copies) {
    if ((await lookPast(copy.to)) === undefined && (await look(copy.from)) !== undefined) {
      await copyWhole(copy.from, copy.to);
    }
  }
};

const writeWhole = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const part = join(dirname(path), `.${process.pid}.part`);
  await rm(part, { force: true });
  try {
    const handle = await open(part, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
};
