import { join } from 'node:path';
import type { OpenReading, ReadRequest } from '../reading.ts';
import { sourceFault } from '../source/source-bytes.ts';
import { LineSpill } from '../source/line-spill.ts';
import { XmlParser } from '../xml/parse-xml.ts';
import { xmlText } from '../xml/xml-text.ts';
import { LogListener } from './log-listener.ts';

/**
 * Reads an event log: one record an event. The log is read whole before the first record is handed on, since only then
 * the types of all attributes are known; the records wait in the temporary folder.
 */
export const openXes: OpenReading = async (request) => {
  const { name, temporary, signal } = request;
  const spill = new LineSpill(join(temporary, 'events'));
  const listener = new LogListener(name, (line, json) => spill.add(`${line}\t${json}`));
  const parser = new XmlParser({ name, listener });
  listener.position = parser;
  try {
    const { encoding, text } = await xmlText(request);
    for await (const piece of text) {
      signal.throwIfAborted();
      parser.write(piece);
      await spill.settle();
    }
    parser.end();
    await spill.end();
    return {
      kind: 'records',
      format: 'xes',
      encoding,
      dialect: null,
      warnings: listener.warnings,
      evidence: listener.evidence,
      hints: listener.types.hints,
      records: readEvents(spill, request),
    };
  } catch (error) {
    await spill.end();
    signal.throwIfAborted();
    throw sourceFault(error, name);
  }
};

const batchCharacters = 1_000_000;

async function* readEvents(
  spill: LineSpill,
  { signal }: ReadRequest,
): AsyncGenerator<readonly { readonly line: number; readonly json: string }[]> {
  let batch: { line: number; json: string }[] = [];
  let characters = 0;
  for await (const text of spill.lines()) {
    const tab = text.indexOf('\t');
    batch.push({ line: Number(text.slice(0, tab)), json: text.slice(tab + 1) });
    characters += text.length;
    if (characters < batchCharacters) continue;
    signal.throwIfAborted();
    yield batch;
    batch = [];
    characters = 0;
  }
  signal.throwIfAborted();
  if (batch.length > 0) yield batch;
}
