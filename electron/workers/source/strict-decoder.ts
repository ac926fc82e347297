/** Bytes that do not fit the encoding; `byte` counts from the first byte that was decoded, which is 0. */
export class WrongBytes extends Error {
  readonly byte: number;
  constructor(byte: number, encoding: string, cause: unknown) {
    super(`byte ${byte} does not fit ${encoding}`, { cause });
    this.byte = byte;
  }
}

/** No encoding needs more bytes for one character. */
const longest = 4;

/** Decodes a stream of bytes without mercy: the first sequence that does not fit is a `WrongBytes` with its place. */
export class StrictDecoder {
  readonly #decoder: InstanceType<typeof TextDecoder>;
  #done = 0;
  /** The last bytes of what was decoded, in which the next character may have begun. */
  #tail: Buffer = Buffer.alloc(0);

  /** Throws a RangeError for a label that no encoding has. */
  constructor(label: string) {
    this.#decoder = new TextDecoder(label, { fatal: true });
  }

  /** The encoding's name as TextDecoder calls it. */
  get encoding(): string {
    return this.#decoder.encoding;
  }

  /** Without bytes: the end. */
  decode(bytes?: Buffer): string {
    try {
      const text =
        bytes === undefined ? this.#decoder.decode() : this.#decoder.decode(bytes, { stream: true });
      if (bytes !== undefined) {
        this.#done += bytes.length;
        this.#tail = bytes.length >= longest ? bytes.subarray(-longest) : Buffer.concat([this.#tail, bytes]);
      }
      return text;
    } catch (error) {
      throw new WrongBytes(this.#wrongByte(bytes), this.encoding, error);
    }
  }

  #wrongByte(bytes: Buffer | undefined): number {
    const begun = this.#begun(this.#tail, this.#done);
    const all = Buffer.concat([this.#tail.subarray(this.#tail.length - begun), bytes ?? Buffer.alloc(0)]);
    const fits = (length: number): boolean => {
      try {
        new TextDecoder(this.encoding, { fatal: true }).decode(all.subarray(0, length), { stream: true });
        return true;
      } catch {
        return false;
      }
    };
    // the shortest beginning that cannot be decoded ends with the byte that is wrong
    let [good, bad] = [0, all.length];
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (fits(middle)) good = middle;
      else bad = middle;
    }
    const first = this.#done - begun;
    return first + good - this.#begun(all.subarray(0, good), first + good);
  }

  /** Bytes at the end of `bytes`, which end at `place` of the file, that are the beginning of a character. */
  #begun(bytes: Buffer, place: number): number {
    const width = this.encoding.startsWith('utf-16') ? 2 : 1;
    for (let length = Math.min(longest - 1, bytes.length); length > 0; length -= 1) {
      if ((place - length) % width !== 0) continue;
      const part = bytes.subarray(bytes.length - length);
      const decoder = new TextDecoder(this.encoding, { fatal: true });
      try {
        if (decoder.decode(part, { stream: true }) === '') return length;
      } catch {
        // it begins in the middle of a character that is whole
      }
    }
    return 0;
  }
}
