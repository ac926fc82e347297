import { Fault } from '../../contract/fault.ts';
import { sourceBytes } from './source-bytes.ts';
import type { WrongBytes } from './strict-decoder.ts';

interface EncodedFile {
  readonly path: string;
  readonly name: string;
  readonly encoding: string;
  readonly signal: AbortSignal;
}

/** The fault for bytes that do not fit, with their line, which is counted only now that somebody asks. */
export const wrongBytesFault = async (file: EncodedFile, wrong: WrongBytes): Promise<Fault> => {
  const line = await lineOfByte(file, wrong.byte);
  const reason = `the byte sequence at byte ${wrong.byte} (line ${line}) is not ${file.encoding}`;
  const facts = { file: file.name, line, expected: file.encoding, reason };
  return new Fault('encoding.invalid', facts, { cause: wrong });
};

/** The 1-based line in which a byte of a file stands. */
const lineOfByte = async ({ path, name, encoding, signal }: EncodedFile, byte: number): Promise<number> => {
  const decoder = new TextDecoder(encoding);
  let line = 1;
  for await (const chunk of sourceBytes(path, { name, signal, end: byte })) {
    const text = decoder.decode(chunk, { stream: true });
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
  }
  return line;
};
