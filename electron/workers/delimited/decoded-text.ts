import { Fault } from '../../contract/fault.ts';
import { wrongBytesFault } from '../source/line-of-byte.ts';
import { sourceBytes } from '../source/source-bytes.ts';
import { StrictDecoder, WrongBytes } from '../source/strict-decoder.ts';

export interface DecodeRequest {
  readonly path: string;
  readonly name: string;
  readonly encoding: string;
  readonly signal: AbortSignal;
  readonly onBytes?: (bytes: number) => void;
  /** Bytes that do not fit become U+FFFD, for rows that hold one to be set aside. */
  readonly lossy?: boolean;
}

/** ASCII whose two bytes are swapped, many in a row: a byte was lost or came in between. No language looks like that. */
const swapped = Array.from({ length: 0x5f }, (_, index) => String.fromCharCode((index + 0x20) << 8)).join('');
const shifted = new RegExp(`[${swapped}\\u0d00\\u0a00\\u0900]{8}`);

/**
 * A file's text, piece by piece, without its byte order mark. Throws `encoding.invalid` with the place of the first wrong
 * byte unless `lossy`.
 */
export async function* decodedText(request: DecodeRequest): AsyncGenerator<string> {
  const { encoding, name, lossy } = request;
  const decoder = lossy === true ? undefined : new StrictDecoder(encoding);
  const lossyDecoder = new TextDecoder(encoding);
  const isWide = encoding.startsWith('utf-16');
  let done = 0;
  const decode = async (chunk?: Buffer): Promise<string> => {
    try {
      return decoder === undefined
        ? lossyDecoder.decode(chunk, { stream: chunk !== undefined })
        : decoder.decode(chunk);
    } catch (error) {
      throw error instanceof WrongBytes ? await wrongBytesFault(request, error) : Fault.from(error);
    }
  };
  for await (const chunk of sourceBytes(request.path, request)) {
    const text = await decode(chunk);
    if (isWide && shifted.test(text)) {
      const reason = `behind byte ${done}, the bytes are shifted by one`;
      throw new Fault('encoding.invalid', { file: name, expected: encoding, reason });
    }
    done += chunk.length;
    if (text !== '') yield text;
  }
  const rest = await decode();
  if (rest !== '') yield rest;
}
