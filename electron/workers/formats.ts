import { open } from 'node:fs/promises';
import { Fault } from '../contract/fault.ts';
import {
  contentKind,
  formatByName,
  type ContentKind,
  type SourceFormat,
} from '../core/convert/detect-format.ts';
import { openAvro } from './avro/open-avro.ts';
import { openDelimited } from './delimited/open-delimited.ts';
import { openJson } from './json/open-json.ts';
import { openXes } from './xes/open-xes.ts';
import { openXlsx } from './xlsx/open-xlsx.ts';
import { openXml } from './xml/open-xml.ts';
import { sourceFault } from './source/source-bytes.ts';
import type { OpenReading } from './reading.ts';

/** The reader of each format. Parquet has none: it is handed on or re-written by `convert-parquet`. */
const readers: Readonly<Partial<Record<SourceFormat, OpenReading>>> = {
  delimited: openDelimited,
  json: openJson,
  ndjson: openJson,
  xlsx: openXlsx,
  xml: openXml,
  xes: openXes,
  avro: openAvro,
};

const HEAD = 64 * 1024;

/** First and last bytes of a file, for their marks. */
export const contentOf = async (path: string, name: string): Promise<ContentKind> => {
  try {
    const handle = await open(path, 'r');
    try {
      const { size } = await handle.stat();
      const head = Buffer.alloc(Math.min(HEAD, size));
      await handle.read(head, 0, head.length, 0);
      const tail = Buffer.alloc(Math.min(4, size));
      await handle.read(tail, 0, tail.length, size - tail.length);
      return contentKind(head, tail);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw sourceFault(error, name);
  }
};

/** What a file is: a person's word, else its content, else its name. Throws `format.unknown` and `format.unsupported`. */
export const formatOf = (kind: ContentKind, name: string, told: SourceFormat | undefined): SourceFormat => {
  if (told !== undefined) return told;
  const named = formatByName(name);
  switch (kind) {
    case 'unknownBinary':
      if (/\.tar$/i.test(name))
        throw new Fault('format.unsupported', {
          file: name,
          reason: 'a TAR archive',
          suggestion: 'Pack the files as .zip, or each one as .gz.',
        });
      throw new Fault('format.unknown', { file: name });
    case 'compound':
      // Excel 97 files and encrypted workbooks: the workbook's reader tells them apart
      return 'xlsx';
    case 'zip':
      return 'xlsx';
    case 'gzip':
      throw new Fault('format.unsupported', { file: name, reason: 'compressed twice' });
    case 'text':
      // these formats are known by their first bytes
      if (named === 'avro' || named === 'parquet')
        throw new Fault('format.damaged', {
          file: name,
          reason: `it does not begin as ${named === 'avro' ? 'an Avro' : 'a Parquet'} file does`,
        });
      // nor does a ZIP, a workbook or a gzip stream ever look like text: a stump of one would pass for a header
      if (named === 'xlsx' || /\.(zip|gz)$/i.test(name))
        throw new Fault('format.damaged', { file: name, reason: 'it does not begin as its name says' });
      return named ?? 'delimited';
    case 'xml':
      // older logs say nothing of XES inside: the name does
      return named === 'xes' ? 'xes' : 'xml';
    case 'json':
      return named === 'ndjson' ? 'ndjson' : named === 'delimited' ? 'delimited' : 'json';
    default:
      return kind;
  }
};

export const readerFor = (format: SourceFormat, name: string): OpenReading => {
  const reader = readers[format];
  if (reader === undefined) throw new Fault('format.unsupported', { file: name, reason: format });
  return reader;
};
