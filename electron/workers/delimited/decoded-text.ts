import { Fault } from '../../contract/fault.ts';
import { sourceBytes } from '../source/source-bytes.ts';

export interface DecodeRequest {
  readonly path: string;
  readonly name: string;
  readonly encoding: string;
  readonly signal: AbortSignal;
  readonly onBytes?: (bytes: number) => void;
}

/** A file's text, piece by piece, without its byte order mark. Throws `encoding.invalid` at the first wrong byte. */
export async function* decodedText(request: DecodeRequest): AsyncGenerator<string> {
  const { encoding, name } = request;
  const decoder = new TextDecoder(encoding, { fatal: true });
  let done = 0;
  const decode = (chunk: Buffer | undefined): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch (error) {
      const reason = `a byte sequence near byte ${done} is not ${encoding}`;
      throw new Fault('encoding.invalid', { file: name, expected: encoding, reason }, { cause: error });
    }
  };
  for await (const chunk of sourceBytes(request.path, request)) {
    const text = decode(chunk);
    done += chunk.length;
    if (text !== '') yield text;
  }
  const rest = decode(undefined);
  if (rest !== '') yield rest;
}
