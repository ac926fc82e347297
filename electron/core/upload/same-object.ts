import type { FileBytes } from './file-bytes.ts';
import type { Stored } from './object-store.ts';
import { planParts } from './part-plan.ts';

/** MD5 of a few bytes as 32 hexadecimal digits. */
export type Md5 = (bytes: Uint8Array) => string;

const fromHex = (hex: string): Uint8Array => {
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16);
  return bytes;
};

/** S3's ETag of a multipart object: the MD5 of its parts' MD5s, and how many there are. */
export const multipartEtag = (partMd5s: readonly string[], md5: Md5): string =>
  `${md5(fromHex(partMd5s.join('')))}-${partMd5s.length}`;

/**
 * Whether the object that stands under our key is the file. `unclear`: of the same size, under a key that other files
 * may use too, with an ETag that tells nothing of the content.
 */
export const compareObject = async (
  stored: Stored,
  file: FileBytes,
  how: { readonly keyNaming: 'unique' | 'plain'; readonly md5: Md5; readonly signal: AbortSignal },
): Promise<'same' | 'other' | 'unclear'> => {
  if (stored.bytes !== file.bytes) return 'other';
  const etag = /^([0-9a-f]{32})(?:-(\d+))?$/.exec(stored.etag.toLowerCase());
  // A unique key carries the content's own hash and moment: nothing else of that size can stand there.
  if (etag === null) return how.keyNaming === 'unique' ? 'same' : 'unclear';
  if (etag[2] === undefined)
    return (await file.md5(0, file.bytes, how.signal)) === etag[1] ? 'same' : 'other';
  const parts = planParts(file.bytes);
  if (parts.length !== Number(etag[2])) return 'other';
  const sums: string[] = [];
  for (const part of parts) sums.push(await file.md5(part.from, part.bytes, how.signal));
  return multipartEtag(sums, how.md5) === etag[0] ? 'same' : 'other';
};
