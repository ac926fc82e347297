import { isUtf8 } from 'node:buffer';
import { Fault } from '../../contract/fault.ts';
import { sourceBytes } from '../source/source-bytes.ts';

export interface TextEncodingFound {
  /** A label of TextDecoder, as it is shown: `utf-8`, `utf-16le`, `windows-1252`. */
  readonly encoding: string;
  readonly bom: boolean;
  readonly evidence: string;
}

export interface EncodingRequest {
  readonly path: string;
  readonly name: string;
  readonly signal: AbortSignal;
  /** A person's word for it. */
  readonly told?: string | undefined;
}

/**
 * The encoding of a whole text file: a byte order mark; zero bytes at every other place (UTF-16); valid UTF-8 to the
 * last byte; else Windows-1252, which has ISO-8859-1 inside it.
 */
export const findEncoding = async (request: EncodingRequest): Promise<TextEncodingFound> => {
  const seen = new ByteEvidence();
  for await (const chunk of sourceBytes(request.path, request)) seen.add(chunk);
  seen.end();
  const { bom } = seen;
  if (request.told !== undefined) {
    const encoding = labelOf(request.told);
    return { encoding, bom: bom === encoding, evidence: `encoding ${encoding}: set in the options` };
  }
  if (bom !== undefined) return { encoding: bom, bom: true, evidence: `encoding ${bom}: byte order mark` };
  if (seen.total >= 4) {
    const half = Math.floor(seen.total / 2);
    const wide = seen.zerosOdd > seen.zerosEven ? 'utf-16le' : 'utf-16be';
    const many = Math.max(seen.zerosOdd, seen.zerosEven);
    const few = Math.min(seen.zerosOdd, seen.zerosEven);
    // a text of another script has few such characters: its delimiters, digits and line ends
    if ((many > half * 0.3 || (many >= LEAST_WIDE && many > half * 0.05)) && few < many * 0.1) {
      return {
        encoding: wide,
        bom: false,
        evidence: `encoding ${wide}: ${many} of ${half} characters have a zero byte`,
      };
    }
  }
  if (seen.utf8) {
    return { encoding: 'utf-8', bom: false, evidence: `encoding utf-8: all ${seen.total} bytes are valid` };
  }
  const { whole, marked, broken } = await countCharacters(request);
  if (whole * 4 >= broken ? whole > 0 : marked * MARKED_WEIGHT >= broken) {
    throw new Fault('encoding.invalid', {
      file: request.name,
      expected: 'utf-8',
      reason: `${whole} characters are valid UTF-8 and ${broken} bytes are not`,
    });
  }
  if (seen.undefinedIn1252 > 0) {
    throw new Fault('encoding.invalid', {
      file: request.name,
      reason: `neither UTF-8 nor Windows-1252 (${seen.undefinedIn1252} bytes that Windows-1252 does not define)`,
    });
  }
  return { encoding: 'windows-1252', bom: false, evidence: 'encoding windows-1252: not valid UTF-8' };
};

const LEAST_WIDE = 8;

/** In Windows-1252, `Â` and `Ã` before a sign are so rare that one such pair outweighs so many bytes. */
const MARKED_WEIGHT = 20;

/**
 * Characters of several bytes that are whole; those of them that Windows-1252 would read as `Â` or `Ã` and a sign, as in
 * `ÃŸ`; and bytes beyond ASCII that belong to none: damaged UTF-8, or none at all.
 */
const countCharacters = async (
  request: EncodingRequest,
): Promise<{ whole: number; marked: number; broken: number }> => {
  let whole = 0;
  let marked = 0;
  let lead = 0;
  let broken = 0;
  let awaited = 0;
  let begun = 0;
  for await (const chunk of sourceBytes(request.path, request)) {
    for (const byte of chunk) {
      if (byte < 0x80 || byte >= 0xc0) {
        if (awaited > 0) broken += begun;
        awaited =
          byte >= 0xf0 && byte < 0xf5
            ? 3
            : byte >= 0xe0 && byte < 0xf0
              ? 2
              : byte >= 0xc2 && byte < 0xe0
                ? 1
                : 0;
        begun = awaited > 0 ? 1 : 0;
        lead = byte;
        if (byte >= 0x80 && awaited === 0) broken += 1;
      } else if (awaited > 0) {
        awaited -= 1;
        begun += 1;
        if (awaited === 0) whole += 1;
        if (lead === 0xc2 || lead === 0xc3) marked += 1;
      } else broken += 1;
    }
  }
  return { whole, marked, broken };
};

const labelOf = (told: string): string => {
  try {
    return new TextDecoder(told).encoding;
  } catch (error) {
    throw new Fault(
      'option.invalid',
      {
        key: 'encoding',
        value: told,
        reason: 'not an encoding that is known',
        suggestion: 'Give a label such as utf-8, windows-1252, iso-8859-15, utf-16le or shift_jis.',
      },
      { cause: error },
    );
  }
};

/** Bytes that Windows-1252 has no character for. */
const holes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

class ByteEvidence {
  total = 0;
  zerosEven = 0;
  zerosOdd = 0;
  undefinedIn1252 = 0;
  utf8 = true;
  bom: 'utf-8' | 'utf-16le' | 'utf-16be' | undefined;
  /** The bytes of a character that the last chunk cut in two. */
  #rest: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (this.total === 0) this.bom = bomOf(chunk);
    if (chunk.includes(0)) {
      for (let at = chunk.indexOf(0); at >= 0; at = chunk.indexOf(0, at + 1)) {
        if ((this.total + at) % 2 === 0) this.zerosEven += 1;
        else this.zerosOdd += 1;
      }
    }
    if (this.utf8) {
      const whole = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
      const cut = wholeCharacters(whole);
      this.utf8 = isUtf8(whole.subarray(0, cut));
      this.#rest = Buffer.from(whole.subarray(cut));
    }
    if (!this.utf8)
      for (const byte of holes) if (chunk.includes(byte)) this.undefinedIn1252 += count(chunk, byte);
    this.total += chunk.length;
  }

  end(): void {
    this.utf8 &&= this.#rest.length === 0;
  }
}

const count = (chunk: Buffer, byte: number): number => {
  let found = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) found += 1;
  return found;
};

const bomOf = (chunk: Buffer): ByteEvidence['bom'] => {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) return 'utf-8';
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** How many bytes end with a whole character of UTF-8. */
const wholeCharacters = (bytes: Buffer): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const width = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return width > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};
