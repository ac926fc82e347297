import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParquetSchema, ParquetWriter } from '@dsnp/parquetjs';
import { scratch } from '../sluice.ts';
import type { DuckdbReader } from './read-duckdb.ts';

/** What a query gives as a Parquet file of DuckDB's, uncompressed unless told. */
export const parquetOf = async (
  { connection }: DuckdbReader,
  query: string,
  settings = 'COMPRESSION uncompressed',
): Promise<Buffer> => {
  using folder = scratch();
  const file = join(folder.path, 'made.parquet');
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet, ${settings})`);
  return readFileSync(file);
};

/** Records as a Parquet file of parquetjs's. Only for values that it is known to write as they are. */
export const parquetByParquetjs = async (
  schema: ConstructorParameters<typeof ParquetSchema>[0],
  records: readonly Readonly<Record<string, unknown>>[],
): Promise<Buffer> => {
  using folder = scratch();
  const file = join(folder.path, 'made.parquet');
  const writer = await ParquetWriter.openFile(new ParquetSchema(schema), file);
  for (const record of records) await writer.appendRow({ ...record });
  await writer.close();
  return readFileSync(file);
};
