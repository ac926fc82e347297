import { S3Error } from './s3-error.ts';

const longestLine = 16 * 1024;

/** Reads a stream of buffers by lines and by counts, holding no more than one buffer and a line. */
export class ByteQueue {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** A line without its CRLF. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf('\r\n');
      if (end > longestLine || (end < 0 && this.#held.length > longestLine)) {
        throw new S3Error(400, 'InvalidRequest', 'A line of the aws-chunked body is too long');
      }
      if (end >= 0) {
        const line = this.#held.subarray(0, end).toString('latin1');
        this.#held = this.#held.subarray(end + 2);
        return line;
      }
      await this.#more();
    }
  }

  /** Exactly `count` bytes, in pieces. */
  async *take(count: number): AsyncGenerator<Buffer> {
    let left = count;
    while (left > 0) {
      if (this.#held.length === 0) await this.#more();
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
  }

  /** Insists that nothing follows but an empty line, which some clients add. */
  async end(): Promise<void> {
    let rest: Buffer = this.#held;
    for (
      let next = await this.#source.next();
      !next.done && rest.length <= 2;
      next = await this.#source.next()
    ) {
      rest = Buffer.concat([rest, next.value]);
    }
    if (rest.length > 0 && rest.toString('latin1') !== '\r\n') {
      throw new S3Error(400, 'InvalidRequest', 'Bytes follow the end of the aws-chunked body');
    }
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done) {
      throw new S3Error(
        400,
        'IncompleteBody',
        'You did not provide the number of bytes specified by the x-amz-decoded-content-length header',
      );
    }
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
  }
}
