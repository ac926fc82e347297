/**
 * Conversion against DuckDB alone on the same file: `node test/bench/conversion.ts [MILLIONS_OF_ROWS]`. Prints the median of
 * three runs each, their ratio, the converter's largest resident set, and the longest delay of this process's event loop
 * while the converter was at work.
 */
import { createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { loneConverter } from '../../electron/compose/convert-alone.ts';
import { scratch } from '../support/sluice.ts';

const rows = Math.round(Number(process.argv[2] ?? '1') * 1_000_000);
const RUNS = 3;

const writeRows = async (path: string): Promise<void> => {
  const stream = createWriteStream(path);
  stream.write(
    'order_id;item;customer;material;plant;quantity;price;currency;created_on;changed_at;status;text\n',
  );
  for (let row = 1; row <= rows;) {
    let block = '';
    for (let line = 0; line < 5_000 && row <= rows; line += 1, row += 1) {
      const day = String((row % 28) + 1).padStart(2, '0');
      block += `${String(row).padStart(10, '0')};${row % 99};C${row % 5003};MAT-${row % 9973};${1000 + (row % 7)};${row % 500};${row % 9999}.${String(row % 100).padStart(2, '0')};EUR;2025-03-${day};2025-04-${day} 10:${String(row % 60).padStart(2, '0')}:00;${row % 3 === 0 ? 'open' : 'closed'};position ${row} of the order\n`;
    }
    if (!stream.write(block)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
};

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;

using folder = scratch();
const source = join(folder.path, 'orders.csv');
await writeRows(source);
const megabytes = statSync(source).size / 1e6;

const duckdb = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
const connection = await duckdb.connect();
const reference: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  const began = performance.now();
  await connection.run(
    `COPY (FROM read_csv('${source}', delim=';', sample_size=-1)) TO '${join(folder.path, 'reference.parquet')}' (FORMAT parquet, COMPRESSION uncompressed)`,
  );
  reference.push(performance.now() - began);
}
connection.closeSync();
duckdb.closeSync();

const delay = monitorEventLoopDelay({ resolution: 5 });
const converter = await loneConverter();
const own: number[] = [];
let peakRss = 0;
delay.enable();
for (let run = 0; run < RUNS; run += 1) {
  const began = performance.now();
  const result = await converter.convert({
    source,
    sourceName: 'orders.csv',
    output: join(folder.path, `own-${run}.parquet`),
    options: {},
    tolerant: false,
    signal: new AbortController().signal,
  });
  own.push(performance.now() - began);
  peakRss = result.peakRss;
  if (result.rows !== rows) throw new Error(`${result.rows} rows in place of ${rows}`);
}
delay.disable();
await converter.close();

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`;
console.log(`${rows.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB, median of ${RUNS}`);
console.log(`DuckDB alone, types sniffed, nothing checked   ${seconds(median(reference))}`);
console.log(`Sluice: two passes, cast, checked, read back   ${seconds(median(own))}`);
console.log(`ratio                                          ${(median(own) / median(reference)).toFixed(1)}`);
console.log(`converter, largest resident set                ${(peakRss / 1e6).toFixed(0)} MB`);
console.log(`event loop of the engine's process, longest    ${(delay.max / 1e6 - 5).toFixed(0)} ms`);
