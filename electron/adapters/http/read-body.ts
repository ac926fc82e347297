import type { IncomingMessage } from 'node:http';

/** `tooLarge` and `tooSlow`: no more than the limit was read, and the rest is not wanted. */
export type Body = { readonly text: string } | { readonly refused: 'tooLarge' | 'tooSlow' | 'brokenOff' };

/** Reads a body of at most `most` bytes within `limit` milliseconds. */
export const readBody = async (request: IncomingMessage, most: number, limit: number): Promise<Body> => {
  if (Number(request.headers['content-length'] ?? 0) > most) return { refused: 'tooLarge' };
  const chunks: Buffer[] = [];
  let bytes = 0;
  const time = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => time.resolve('late'), limit);
  const chunksOf = (request as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([chunksOf.next(), time.promise]);
      if (next === 'late') return { refused: 'tooSlow' };
      if (next.done === true) break;
      bytes += next.value.length;
      if (bytes > most) return { refused: 'tooLarge' };
      chunks.push(next.value);
    }
    if (!request.complete) return { refused: 'brokenOff' };
    return { text: Buffer.concat(chunks).toString('utf8') };
  } catch {
    return { refused: 'brokenOff' };
  } finally {
    clearTimeout(timer);
  }
};
