import { join } from 'node:path';
import { Fault } from '../contract/fault.ts';
import type { ContentKind } from '../core/convert/detect-format.ts';
import { expandGzip } from './archive/expand-gzip.ts';
import { contentOf } from './formats.ts';
import type { ReadRequest } from './reading.ts';
import { extractZipMember } from './zip/extract-zip-member.ts';
import { listZip } from './zip/list-zip.ts';

/** A file to be read: the source itself, or what was unpacked of it. */
export interface PlainFile {
  readonly path: string;
  readonly name: string;
  readonly kind: ContentKind;
}

export type Unpacked =
  | { readonly kind: 'file'; readonly file: PlainFile }
  /** Several members of a ZIP, in the order of their names; each is unpacked when its turn comes. */
  | { readonly kind: 'members'; readonly members: readonly Member[] };

export interface Member {
  readonly name: string;
  /** Unpacked, as the archive's directory says. */
  readonly bytes: number;
  /** Unpacks it into the temporary folder. */
  readonly unpack: () => Promise<PlainFile>;
}

type Place = Pick<ReadRequest, 'path' | 'name' | 'temporary' | 'signal' | 'onProgress'>;

/** Takes a `.gz` or `.zip` apart; anything else is handed back as it is. A workbook is a ZIP, too, and stays whole. */
export const unpackSource = async (place: Place): Promise<Unpacked> => {
  const kind = await contentOf(place.path, place.name);
  if (kind === 'gzip') {
    const expanded = await expandGzip(place);
    return { kind: 'file', file: { ...expanded, kind: await contentOf(expanded.path, expanded.name) } };
  }
  if (kind !== 'zip') return { kind: 'file', file: { path: place.path, name: place.name, kind } };
  const found = await listZip(place.path, place.name);
  if (found.some(({ name }) => name === '[Content_Types].xml')) {
    return { kind: 'file', file: { path: place.path, name: place.name, kind } };
  }
  refuseDocument(found, place.name);
  const members = found.map(({ name, unpacked }, index): Member => ({
    name,
    bytes: unpacked,
    unpack: () => unpackMember(place, name, index),
  }));
  const [only] = members;
  if (only === undefined)
    throw new Fault('format.unknown', { file: place.name, reason: 'the archive is empty' });
  return members.length === 1 ? { kind: 'file', file: await only.unpack() } : { kind: 'members', members };
};

/** Documents of other programs are ZIPs too, and no deliveries of several files. */
const refuseDocument = (members: readonly { readonly name: string }[], file: string): void => {
  const holds = (name: string) => members.some((member) => member.name === name);
  const isOpenDocument = holds('mimetype') && holds('content.xml') && holds('META-INF/manifest.xml');
  const isNumbers = members.some(({ name }) => /^Index\/.*\.iwa$/.test(name));
  if (isOpenDocument || isNumbers)
    throw new Fault('format.unsupported', {
      file,
      reason: isNumbers ? 'a Numbers document' : 'an OpenDocument file (.ods)',
      suggestion: 'Save it as an Excel workbook (.xlsx).',
    });
};

const unpackMember = async (
  { path, temporary, signal }: Place,
  member: string,
  index: number,
): Promise<PlainFile> => {
  const to = join(temporary, `member-${index}`);
  await extractZipMember(path, member, to, signal);
  const name = member.split('/').at(-1) ?? member;
  const kind = await contentOf(to, name);
  if (kind === 'zip' && !/\.xls[xm]$/i.test(name))
    throw new Fault('archive.unsafe', { reason: `${member}: an archive inside an archive` });
  return { path: to, name, kind };
};
