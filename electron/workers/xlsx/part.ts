import { Fault } from '../../contract/fault.ts';
import { InflationGuard } from '../archive/inflation-guard.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import { XmlParser, type XmlListener } from '../xml/parse-xml.ts';
import type { Zip, ZipEntry } from '../zip/open-zip.ts';

/** The workbook's ZIP and what its parts are called. */
export interface Package {
  readonly zip: Zip;
  /** The file's name, for faults. */
  readonly name: string;
  readonly signal: AbortSignal;
  part(path: string): ZipEntry | undefined;
}

export const packageOf = (zip: Zip, name: string, signal: AbortSignal): Package => {
  const parts = new Map<string, ZipEntry>();
  for (const entry of zip.entries) {
    const path = partPath(entry.name);
    if (parts.has(path))
      throw new Fault('format.damaged', { file: name, reason: `the part ${entry.name} stands twice in it` });
    parts.set(path, entry);
  }
  return { zip, name, signal, part: (path) => parts.get(partPath(path)) };
};

/** Part names differ in case and slashes without being different parts. */
const partPath = (path: string): string => path.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

export interface PartReading {
  /** Awaited between chunks, for whoever has to keep up. */
  readonly afterChunk?: () => Promise<void>;
  /** Told of the packed bytes that were read. */
  readonly onBytes?: (bytes: number) => void;
  /** Stands between the text and the parser; by default the parser has it all. */
  readonly through?: (parser: XmlParser) => TextSink;
}

/** Takes a part's text, chunk by chunk. */
export interface TextSink {
  write(text: string): void;
  end(): void;
}

/** Feeds one part to a listener. */
export const readPart = async (
  workbook: Package,
  entry: ZipEntry,
  listener: XmlListener,
  more: PartReading = {},
): Promise<void> => {
  const { zip, name, signal } = workbook;
  const guard = new InflationGuard({ name, packed: entry.packed });
  const guarded = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of zip.bytes(entry, signal, more.onBytes)) {
      await guard.add(chunk.length);
      yield chunk;
    }
  };
  const parser = new XmlParser({ name: `${name}: ${entry.name}`, listener, lines: false });
  const sink = more.through?.(parser) ?? parser;
  const { text } = await decodeXml(guarded(), { name });
  for await (const piece of text) {
    signal.throwIfAborted();
    sink.write(piece);
    await more.afterChunk?.();
  }
  sink.end();
};
