import { Fault } from '../../contract/fault.ts';
import { StrictDecoder, WrongBytes } from '../source/strict-decoder.ts';

export interface DecodedXml {
  /** The encoding's name as TextDecoder calls it. */
  readonly encoding: string;
  readonly text: AsyncGenerator<string>;
}

/** The declaration stands within the first bytes, or there is none. */
const prologBytes = 512;

/**
 * XML bytes as text: by byte order mark, by the declaration, else UTF-8 (XML 1.0, appendix F). Throws
 * `encoding.invalid` where bytes do not fit and `option.invalid` for an encoding that nobody knows.
 */
export const decodeXml = async (
  chunks: AsyncGenerator<Buffer>,
  file: { readonly name: string; readonly encoding?: string | undefined },
): Promise<DecodedXml> => {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < prologBytes) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  const label = file.encoding ?? encodingOf(head);
  const decoder = decoderFor(label, file);
  return { encoding: decoder.encoding, text: decoded(decoder, head, chunks, file.name) };
};

async function* decoded(
  decoder: StrictDecoder,
  head: Buffer,
  chunks: AsyncGenerator<Buffer>,
  file: string,
): AsyncGenerator<string> {
  const decode = (bytes?: Buffer): string => {
    try {
      return decoder.decode(bytes);
    } catch (error) {
      if (!(error instanceof WrongBytes)) throw error;
      const reason = `the byte sequence at byte ${error.byte} is not ${decoder.encoding}`;
      throw new Fault('encoding.invalid', { file, expected: decoder.encoding, reason }, { cause: error });
    }
  };
  try {
    yield decode(head);
    for await (const chunk of chunks) yield decode(chunk);
    yield decode();
  } finally {
    await chunks.return(undefined);
  }
}

/** The label that the first bytes state. A declaration in single bytes that says UTF-16 lies: it is UTF-8. */
export const encodingOf = (head: Uint8Array): string => {
  const [first, second, third, fourth] = head;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0 && second === 0x3c && third === 0) return 'utf-16be';
  if (first === 0x3c && second === 0 && fourth === 0) return 'utf-16le';
  const prolog = new TextDecoder('latin1').decode(head.subarray(0, prologBytes));
  const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/.exec(prolog)?.[1];
  return declared === undefined || /^(utf-?16|ucs-?2|iso-10646-ucs)/i.test(declared) ? 'utf-8' : declared;
};

const decoderFor = (
  label: string,
  file: { readonly name: string; readonly encoding?: string | undefined },
) => {
  try {
    return new StrictDecoder(label);
  } catch (error) {
    const facts = { file: file.name, value: label, reason: `no encoding is called ${label}` };
    throw file.encoding === undefined
      ? new Fault('encoding.invalid', { ...facts, expected: label }, { cause: error })
      : new Fault('option.invalid', { ...facts, key: 'encoding' }, { cause: error });
  }
};
