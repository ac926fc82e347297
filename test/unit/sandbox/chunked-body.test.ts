import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeChunks } from '../../../electron/sandbox/http/chunked-body.ts';

const signing = { key: new Uint8Array(32), stamp: '20240101T000000Z', scope: 's', seed: '0'.repeat(64) };
const unsigned = { signed: false, trailer: true };

async function* pieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield Buffer.from(bytes.subarray(at, at + size));
    at += size;
  }
}

const decoded = async (wire: Buffer | string, sizes: readonly number[] = [7]) => {
  const trailers = new Map<string, string>();
  const parts: Buffer[] = [];
  const source = pieces(Buffer.from(wire as string), sizes);
  for await (const part of decodeChunks(source, unsigned, signing, trailers)) parts.push(Buffer.from(part));
  return { body: Buffer.concat(parts), trailers: Object.fromEntries(trailers) };
};

const framed = (chunks: readonly Uint8Array[]): Buffer =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('0\r\nx-amz-checksum-crc32: abc=\r\nX-Other:1\r\n\r\n'),
  ]);

describe('an aws-chunked body', () => {
  test('gives back the same bytes however the network cuts it', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 300 });
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk, { maxLength: 6 }), sizes, async (chunks, cuts) => {
        const { body, trailers } = await decoded(framed(chunks), cuts);
        expect(body.equals(Buffer.concat(chunks))).toBe(true);
        expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'abc=', 'x-other': '1' });
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['ends early', '5\r\nab', 'IncompleteBody'],
    ['has no last chunk', '2\r\nab\r\n', 'IncompleteBody'],
    ['has a size that is none', 'xyz\r\nab', 'InvalidChunkSizeError'],
    ['has a negative size', '-1\r\n\r\n', 'InvalidChunkSizeError'],
    ['has a chunk that is longer than its size', '1\r\nab\r\n0\r\n\r\n', 'InvalidRequest'],
    ['has a header without end', 'a'.repeat(40_000), 'InvalidRequest'],
    ['has more behind its end', '0\r\n\r\nmore', 'InvalidRequest'],
    ['has a trailer without a name', '0\r\nabc\r\n\r\n', 'MalformedTrailerError'],
    ['has trailers without end', `0\r\n${'a:b\r\n'.repeat(200)}\r\n`, 'MalformedTrailerError'],
  ])('is refused where it %s', async (_, wire, code) => {
    await expect(decoded(wire, [1000])).rejects.toMatchObject({ code });
  });

  test('may be followed by an empty line', async () => {
    expect((await decoded('2\r\nab\r\n0\r\n\r\n\r\n')).body.toString()).toBe('ab');
  });
});
