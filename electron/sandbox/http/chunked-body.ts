import { createHash, createHmac } from 'node:crypto';
import type { ChunkSigning } from './authenticate.ts';
import { ByteQueue } from './byte-queue.ts';
import { equalTexts } from './equal-texts.ts';
import { S3Error } from './s3-error.ts';

export interface ChunkedMode {
  readonly signed: boolean;
  readonly trailer: boolean;
}

const header = /^([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/;
const emptySha256 = createHash('sha256').digest('hex');

/**
 * Decodes an aws-chunked body and checks the signatures of its chunks and trailers. Pieces are handed on before their
 * chunk's signature is known: what was made of them counts only when this ends without an error. Trailing headers are
 * added to `trailers`, names in lower case.
 */
export async function* decodeChunks(
  source: AsyncIterable<Buffer>,
  mode: ChunkedMode,
  signing: ChunkSigning,
  trailers: Map<string, string>,
): AsyncGenerator<Buffer> {
  const queue = new ByteQueue(source);
  const chain = new SignatureChain(signing);
  for (;;) {
    const [, sizeText, signature] = header.exec(await queue.line()) ?? [];
    if (sizeText === undefined) {
      throw new S3Error(400, 'InvalidChunkSizeError', 'The header of an aws-chunked chunk is malformed');
    }
    const size = Number.parseInt(sizeText, 16);
    const hash = createHash('sha256');
    for await (const piece of queue.take(size)) {
      if (mode.signed) hash.update(piece);
      yield piece;
    }
    if (mode.signed) chain.check('AWS4-HMAC-SHA256-PAYLOAD', signature, [emptySha256, hash.digest('hex')]);
    if (size === 0) break;
    if ((await queue.line()) !== '') {
      throw new S3Error(
        400,
        'InvalidRequest',
        'A chunk of the aws-chunked body is longer than its header says',
      );
    }
  }
  await readTrailers(queue, mode, chain, trailers);
  await queue.end();
}

const readTrailers = async (
  queue: ByteQueue,
  mode: ChunkedMode,
  chain: SignatureChain,
  trailers: Map<string, string>,
): Promise<void> => {
  const lines: string[] = [];
  let signature: string | undefined;
  for (let line = await queue.line(); line !== ''; line = await queue.line()) {
    if (lines.length >= 100) throw malformedTrailer('The body has too many trailing headers');
    const split = line.indexOf(':');
    const name = line.slice(0, Math.max(split, 0)).trim().toLowerCase();
    const value = line.slice(split + 1).trim();
    if (name === '') throw malformedTrailer('A trailing header has no name');
    if (name === 'x-amz-trailer-signature') {
      signature = value;
    } else {
      lines.push(`${name}:${value}\n`);
      trailers.set(name, value);
    }
  }
  if (!mode.trailer) {
    if (lines.length > 0) throw malformedTrailer('The body has trailing headers that were not announced');
    return;
  }
  if (mode.signed) {
    const hash = createHash('sha256').update(lines.join('')).digest('hex');
    chain.check('AWS4-HMAC-SHA256-TRAILER', signature, [hash]);
  }
};

const malformedTrailer = (message: string): S3Error => new S3Error(400, 'MalformedTrailerError', message);

/** Each signature is made over the one before it. */
class SignatureChain {
  readonly #signing: ChunkSigning;
  #previous: string;

  constructor(signing: ChunkSigning) {
    this.#signing = signing;
    this.#previous = signing.seed;
  }

  check(kind: string, given: string | undefined, rest: readonly string[]): void {
    const { key, stamp, scope } = this.#signing;
    const text = [kind, stamp, scope, this.#previous, ...rest].join('\n');
    const expected = createHmac('sha256', key).update(text).digest('hex');
    if (given === undefined || !equalTexts(expected, given)) {
      throw new S3Error(
        403,
        'SignatureDoesNotMatch',
        'The chunk signature we calculated does not match the signature you provided.',
      );
    }
    this.#previous = expected;
  }
}
