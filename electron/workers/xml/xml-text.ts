import { stat } from 'node:fs/promises';
import type { ReadRequest } from '../reading.ts';
import { sourceBytes, sourceFault } from '../source/source-bytes.ts';
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
  return decodeXml(sourceBytes(path, { name, signal, onBytes }), { name, encoding: options.encoding });
};
