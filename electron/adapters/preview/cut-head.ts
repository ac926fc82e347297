import { open, writeFile } from 'node:fs/promises';

/** Enough for the first rows of a preview, in bytes. */
const headBytes = 1024 * 1024;

const isPacked = (head: Buffer): boolean =>
  (head[0] === 0x1f && head[1] === 0x8b) || (head[0] === 0x50 && head[1] === 0x4b);

/** Where the last whole line ends; in UTF-16 a line feed has two bytes, at an even place. */
const endOfLines = (head: Buffer, encoding: string): number => {
  if (!/^utf-?16/i.test(encoding)) return head.lastIndexOf(0x0a) + 1;
  const feed = /be$/i.test(encoding) ? Buffer.from([0, 0x0a]) : Buffer.from([0x0a, 0]);
  for (let at = head.lastIndexOf(feed); at >= 0; at = head.lastIndexOf(feed, at - 1)) {
    if (at % 2 === 0) return at + 2;
    if (at === 0) break;
  }
  return 0;
};

/**
 * Copies the first whole lines of a large text file to `target`. False where the file is small, packed or has no lines
 * there: then it is to be read as it is.
 */
export const cutHead = async (source: string, target: string, encoding: string): Promise<boolean> => {
  const handle = await open(source, 'r');
  try {
    if ((await handle.stat()).size <= headBytes * 4) return false;
    const head = Buffer.alloc(headBytes);
    const { bytesRead } = await handle.read(head, 0, headBytes, 0);
    const read = head.subarray(0, bytesRead);
    const end = isPacked(read) ? 0 : endOfLines(read, encoding);
    if (end === 0) return false;
    await writeFile(target, read.subarray(0, end), { flag: 'wx' });
    return true;
  } finally {
    await handle.close();
  }
};
