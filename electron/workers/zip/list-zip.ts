import { validateFileName } from 'yauzl';
import { Fault } from '../../contract/fault.ts';
import { compareNames } from '../../core/watch/order.ts';
import { bomb, isBomb } from '../archive/inflation-guard.ts';
import { openZip, type ZipEntry } from './open-zip.ts';

export interface ZipMember {
  /** As the archive spells it, with `/` between folders. */
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
}

/** What packing programs add by themselves: no part of a delivery. */
const isClutter = (name: string): boolean =>
  name.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(name);

/**
 * The members of a ZIP that are parts of a delivery, in natural order of their names. The whole archive is refused
 * where one name or size in it is not honest: `archive.unsafe`, `format.encrypted`, `format.damaged`.
 */
export const listZip = async (path: string, name = path): Promise<readonly ZipMember[]> => {
  const zip = await openZip(path, name);
  try {
    const entries = zip.entries.filter((entry) => !isClutter(entry.name));
    refuseUnsafe(zip.entries, zip.size, name);
    return entries
      .map(({ name: member, packed, unpacked }) => ({ name: member, packed, unpacked }))
      .sort((left, right) => compareNames(left.name, right.name));
  } finally {
    zip.close();
  }
};

const refuseUnsafe = (entries: readonly ZipEntry[], size: number, file: string): void => {
  const unsafe = (entry: ZipEntry, reason: string) =>
    new Fault('archive.unsafe', { file, value: entry.name, reason: `${entry.name}: ${reason}` });
  const names = new Set<string>();
  let packed = 0;
  let unpacked = 0;
  for (const entry of entries) {
    if (entry.name === '' || entry.name.includes('\0')) throw unsafe(entry, 'the name is not one of a file');
    if (validateFileName(entry.name.replaceAll('\\', '/')) !== null)
      throw unsafe(entry, 'the name leads out of the archive');
    if (entry.symbolicLink) throw unsafe(entry, 'it is a symbolic link');
    if (names.has(entry.name)) throw unsafe(entry, 'the name stands twice in it');
    names.add(entry.name);
    if (entry.encrypted) throw new Fault('format.encrypted', { file, value: entry.name });
    if (/\.(zip|7z|rar|tar|tgz|jar)$/i.test(entry.name)) throw unsafe(entry, 'an archive inside an archive');
    packed += entry.packed;
    unpacked += entry.unpacked;
    if (isBomb(entry.packed, entry.unpacked)) throw bomb(file, entry.packed);
  }
  if (isBomb(Math.min(packed, size), unpacked)) throw bomb(file, size);
  refuseOverlap(entries, size, unsafe);
};

/** Entries that share bytes are how a small file unpacks to terabytes. */
const refuseOverlap = (
  entries: readonly ZipEntry[],
  size: number,
  unsafe: (entry: ZipEntry, reason: string) => Fault,
): void => {
  let free = 0;
  for (const entry of entries.toSorted((left, right) => left.offset - right.offset)) {
    if (entry.offset < free) throw unsafe(entry, 'it shares its bytes with another entry');
    free = entry.offset + entry.packed;
    if (free > size) throw unsafe(entry, 'it reaches beyond the end of the file');
  }
};
