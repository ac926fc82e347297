import { stat } from 'node:fs/promises';
import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault } from '../../contract/fault.ts';
import { AvroCursor, damaged } from '../../core/convert/avro/avro-cursor.ts';
import { avroReader, type AvroReader } from '../../core/convert/avro/avro-json.ts';
import { avroType } from '../../core/convert/avro/avro-type.ts';
import type { OpenReading, ReadRequest } from '../reading.ts';
import { sourceBytes, sourceFault } from '../source/source-bytes.ts';
import { ByteFeed } from './byte-feed.ts';
import { blockUnpacker, mostBlockBytes, type UnpackBlock } from './unpack-block.ts';

const magic = Buffer.from('Obj\x01', 'latin1');
const syncBytes = 16;
const mostHeaderBytes = 16 * 1024 * 1024;
const mostHeaderEntries = 10_000;
const batchCharacters = 1_000_000;

interface Header {
  readonly schema: string;
  readonly codec: string;
  readonly sync: Buffer;
}

/**
 * Reads an Avro container file, block by block. The schema stands in the file, so columns and types are known at once;
 * warnings on values are complete when the records have ended.
 */
export const openAvro: OpenReading = async (request) => {
  const { path, name, signal } = request;
  const bytesTotal = await stat(path).then(
    (stats) => stats.size,
    (error: unknown) => {
      throw sourceFault(error, name);
    },
  );
  const feed = new ByteFeed(sourceBytes(path, { name, signal }));
  try {
    const header = await readHeader(feed);
    const unpack = blockUnpacker(header.codec);
    const reader = avroReader(avroType(header.schema));
    const warnings: Warning[] = [];
    return {
      kind: 'records',
      format: 'avro',
      encoding: null,
      dialect: null,
      warnings,
      evidence: [`codec: ${header.codec}`],
      hints: reader.hints,
      records: readRecords({
        request,
        start: feed.taken,
        bytesTotal,
        sync: header.sync,
        unpack,
        reader,
        warnings,
      }),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw inFile(error, name);
  } finally {
    await feed.close();
  }
};

const readHeader = async (feed: ByteFeed): Promise<Header> => {
  if ((await feed.atEnd()) || !(await feed.take(magic.length)).equals(magic))
    throw damaged('it does not begin as an Avro file does');
  const entries = new Map<string, Buffer>();
  let left = mostHeaderBytes;
  const text = async () => {
    const length = await feed.long();
    if (length < 0 || length > left) throw damaged('its header is out of all bounds');
    left -= length;
    return feed.take(length);
  };
  for (;;) {
    let count = await feed.long();
    if (count === 0) break;
    if (count < 0) {
      count = -count;
      await feed.long();
    }
    if (count + entries.size > mostHeaderEntries) throw damaged('its header is out of all bounds');
    for (let index = 0; index < count; index += 1) {
      const key = await text();
      entries.set(key.toString('utf8'), await text());
    }
  }
  const schema = entries.get('avro.schema');
  if (schema === undefined) throw damaged('it has no schema');
  return {
    schema: schema.toString('utf8'),
    codec: entries.get('avro.codec')?.toString('utf8') ?? 'null',
    sync: await feed.take(syncBytes),
  };
};

interface Records {
  readonly request: ReadRequest;
  /** Where the blocks begin. */
  readonly start: number;
  readonly bytesTotal: number;
  readonly sync: Buffer;
  readonly unpack: UnpackBlock;
  readonly reader: AvroReader;
  readonly warnings: Warning[];
}

async function* readRecords({
  request,
  start,
  bytesTotal,
  sync,
  unpack,
  reader,
  warnings,
}: Records): AsyncGenerator<readonly { readonly line: number; readonly json: string }[]> {
  const { path, name, signal } = request;
  let bytesDone = start;
  const onBytes = (bytes: number) => {
    bytesDone += bytes;
    request.onProgress({ stage: 'reading', bytesDone, bytesTotal });
  };
  const feed = new ByteFeed(sourceBytes(path, { name, signal, start, onBytes }));
  let line = 0;
  let batch: { line: number; json: string }[] = [];
  let characters = 0;
  try {
    while (!(await feed.atEnd())) {
      const count = await feed.long();
      const size = await feed.long();
      if (count < 0 || size < 0) throw damaged('a block has a negative size');
      if (size > mostBlockBytes)
        throw new Fault('format.unsupported', {
          bytes: size,
          limit: mostBlockBytes,
          reason: 'a block of it is too large',
        });
      const packed = await feed.take(size);
      if (!(await feed.take(syncBytes)).equals(sync))
        throw damaged(`a block ends wrongly behind record ${line}`);
      const block = await unpack(packed);
      // records without bytes carry nothing: a block can claim any number of them
      if (count > block.length + mostEmptyRecords) throw damaged('a block claims more records than it holds');
      const cursor = new AvroCursor(block);
      for (let index = 0; index < count; index += 1) {
        const json = reader.record(cursor);
        line += 1;
        batch.push({ line, json });
        characters += json.length;
        if (characters < batchCharacters) continue;
        signal.throwIfAborted();
        yield batch;
        batch = [];
        characters = 0;
      }
      if (cursor.left > 0) throw damaged(`a block holds more than its records, behind record ${line}`);
    }
    signal.throwIfAborted();
    if (batch.length > 0) yield batch;
  } catch (error) {
    signal.throwIfAborted();
    throw inFile(error, name, line + 1);
  } finally {
    warnings.push(...warningsOf(reader));
    await feed.close();
  }
}

const mostEmptyRecords = 100_000;

const inFile = (error: unknown, file: string, row?: number): Fault => {
  const fault = Fault.from(error);
  const facts = { file, ...(row === undefined ? {} : { row }), ...fault.facts };
  return new Fault(fault.code, facts, { cause: error });
};

const warningsOf = (reader: AvroReader): Warning[] =>
  Array.from(reader.notes).flatMap(([note, counts]) =>
    Array.from(counts, ([column, count]) => warning(`avro.${note}`, { column, count })),
  );
