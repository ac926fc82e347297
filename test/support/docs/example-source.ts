import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encoded, type EncodingName } from '../../fixtures/conversion/encode.ts';
import { avroFile, type FixtureAvro } from '../../fixtures/readers/avro-file.ts';
import { zipFile } from '../../fixtures/readers/zip-file.ts';
import type { DuckdbReader } from '../conversion/read-duckdb.ts';
import { scratch } from '../sluice.ts';
import type { CodeBlock } from './code-blocks.ts';
import { drawnWorkbook } from './drawn-workbook.ts';

export interface ExampleSource {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The file that a block shows or is a part of; undefined for blocks that show something else. */
export const sourceName = ({ settings }: CodeBlock): string | undefined => settings['in'] ?? settings['file'];

/**
 * The bytes of the file that some blocks show together: a text (`encoding=`, `line-end=`, `gzip`), the sheets of a drawn workbook
 * (`sheet=`), records of Avro, a query whose result is the Parquet file (`codec=`), or the members of a ZIP (`in=`).
 */
export const exampleSource = async (
  blocks: readonly CodeBlock[],
  duckdb: DuckdbReader,
): Promise<ExampleSource> => {
  const [first] = blocks;
  if (first === undefined) throw new Error('a file without blocks');
  const name = sourceName(first) ?? '';
  if (first.settings['in'] !== undefined) {
    return {
      name,
      bytes: zipFile(blocks.map((block) => ({ name: block.settings['file'] ?? '', content: textOf(block) }))),
    };
  }
  if (name.endsWith('.xlsx')) {
    const sheets = blocks.map(({ settings, words, text }) => ({
      name: settings['sheet'] ?? 'Sheet1',
      hidden: words.includes('hidden'),
      drawing: text,
    }));
    return { name, bytes: drawnWorkbook(sheets) };
  }
  if (name.endsWith('.avro')) return { name, bytes: avroFile(JSON.parse(first.text) as FixtureAvro) };
  if (name.endsWith('.parquet')) return { name, bytes: await parquetOf(first, duckdb) };
  return { name, bytes: textOf(first) };
};

const textOf = ({ text, settings, words }: CodeBlock): Buffer => {
  const ends = { LF: '\n', CRLF: '\r\n', CR: '\r' }[settings['line-end'] ?? 'LF'] ?? '\n';
  const bytes = encoded(
    text.replaceAll('\n', ends),
    (settings['encoding'] ?? 'utf-8').replace('+bom', ' with BOM') as EncodingName,
  );
  return words.includes('gzip') ? gzipSync(bytes) : bytes;
};

const parquetOf = async ({ text, settings }: CodeBlock, { connection }: DuckdbReader): Promise<Buffer> => {
  using folder = scratch();
  const file = join(folder.path, 'made.parquet');
  await connection.run(
    `COPY (${text.replace(/;\s*$/, '')}) TO '${file}' (FORMAT parquet, COMPRESSION ${settings['codec'] ?? 'uncompressed'})`,
  );
  return readFileSync(file);
};
