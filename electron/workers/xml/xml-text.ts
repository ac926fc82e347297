import { stat } from 'node:fs/promises';
import { Fault } from '../../contract/fault.ts';
import type { ReadRequest } from '../reading.ts';
import { wrongBytesFault } from '../source/line-of-byte.ts';
import { sourceBytes, sourceFault } from '../source/source-bytes.ts';
import { WrongBytes } from '../source/strict-decoder.ts';
import { decodeXml, type DecodedXml } from './decode-xml.ts';

/** The text of an XML file, with progress in bytes. */
export const xmlText = async (
  request: Pick<ReadRequest, 'path' | 'name' | 'options' | 'signal' | 'onProgress'>,
  stage: 'reading' | 'converting' = 'reading',
): Promise<DecodedXml> => {
  const { path, name, options, signal } = request;
  const bytesTotal = await stat(path).then(
    (stats) => stats.size,
    (error: unknown) => {
      throw sourceFault(error, name);
    },
  );
  let bytesDone = 0;
  const onBytes = (bytes: number) => {
    bytesDone += bytes;
    request.onProgress({ stage, bytesDone, bytesTotal });
  };
  const decoded = await decodeXml(sourceBytes(path, { name, signal, onBytes }), {
    name,
    encoding: options.encoding,
  });
  return { ...decoded, text: withLines(decoded.text, { path, name, encoding: decoded.encoding, signal }) };
};

/** Wrong bytes are told with their line, too. */
async function* withLines(
  text: AsyncGenerator<string>,
  file: Parameters<typeof wrongBytesFault>[0],
): AsyncGenerator<string> {
  try {
    yield* text;
  } catch (error) {
    throw error instanceof Fault && error.cause instanceof WrongBytes
      ? await wrongBytesFault(file, error.cause)
      : error;
  }
}
