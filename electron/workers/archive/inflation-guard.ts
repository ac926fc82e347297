import { statfs } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';

/** Up to here anything may unpack to anything: no machine is harmed by it. */
export const harmlessBytes = 100 * 1024 * 1024;
/** What deflate can reach at most is about 1032:1, and only on a file that holds nothing. */
export const greatestRatio = 1_000;

export const isBomb = (packed: number, unpacked: number): boolean =>
  unpacked > harmlessBytes && unpacked > packed * greatestRatio;

/** Room that unpacking leaves on the disk for everybody else. */
const reservedBytes = 256 * 1024 * 1024;
const looksEvery = 32 * 1024 * 1024;

export interface Inflation {
  /** The archive's name, for faults. */
  readonly name: string;
  /** Compressed bytes in all. */
  readonly packed: number;
  /** The folder that is being filled; absent where nothing is stored. */
  readonly folder?: string;
  /** Free bytes of a folder's disk; by default what the system says. */
  readonly freeBytes?: (folder: string) => Promise<number>;
}

const systemFreeBytes = async (folder: string): Promise<number> => {
  const disk = await statfs(folder);
  return disk.bavail * disk.bsize;
};

/** Follows one unpacking and stops it with `archive.unsafe` (a bomb) or `disk.full`. */
export class InflationGuard {
  #unpacked = 0;
  #nextLook = 0;
  readonly #inflation: Inflation;

  constructor(inflation: Inflation) {
    this.#inflation = inflation;
  }

  get unpacked(): number {
    return this.#unpacked;
  }

  async add(bytes: number): Promise<void> {
    const { name, packed, folder, freeBytes = systemFreeBytes } = this.#inflation;
    this.#unpacked += bytes;
    if (isBomb(packed, this.#unpacked)) throw bomb(name, packed);
    if (folder === undefined || this.#unpacked < this.#nextLook) return;
    this.#nextLook = this.#unpacked + looksEvery;
    if ((await freeBytes(folder)) < reservedBytes) throw new Fault('disk.full', { path: folder, file: name });
  }
}

export const bomb = (name: string, packed: number): Fault =>
  new Fault('archive.unsafe', {
    file: name,
    bytes: packed,
    limit: greatestRatio,
    reason: `it unpacks to more than ${greatestRatio} times its size`,
  });
