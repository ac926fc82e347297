/**
 * The converter's memory on large files: `npm run bench:memory -- [MEGABYTES] [FORMAT…]`, 2,048 by default. Makes a file of
 * each format (of so many bytes before packing), converts it in a converter process of its own, and prints one table.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loneConverter } from '../../electron/compose/convert-alone.ts';
import { scratch } from '../support/sluice.ts';
import { largeFormats, sizeOf } from './large-files.ts';

const LIMIT_MB = 700;
const [size = '2048', ...names] = process.argv.slice(2);
const bytes = Number(size) * 1e6;
const formats = largeFormats.filter(({ name }) => names.length === 0 || names.includes(name));
const cell = (value: string | number, width: number) => String(value).padStart(width);

console.log(
  `format       ${cell('MB', 8)}${cell('rows', 12)}${cell('s', 8)}${cell('MB/s', 8)}${cell('peak MB', 9)}`,
);
let worst = 0;
for (const { name, file, write } of formats) {
  using folder = scratch();
  const source = join(folder.path, file);
  const rows = await write(source, bytes);
  const converter = await loneConverter();
  const began = performance.now();
  try {
    const result = await converter.convert({
      source,
      sourceName: file,
      output: join(folder.path, 'output.parquet'),
      options: {},
      tolerant: false,
      signal: new AbortController().signal,
    });
    const seconds = (performance.now() - began) / 1000;
    if (result.rows !== rows) throw new Error(`${name}: ${result.rows} rows in place of ${rows}`);
    const peak = result.peakRss / 1e6;
    worst = Math.max(worst, peak);
    const columns = [
      cell((sizeOf(source) / 1e6).toFixed(0), 8),
      cell(rows.toLocaleString('en'), 12),
      cell(seconds.toFixed(1), 8),
      cell((bytes / 1e6 / seconds).toFixed(1), 8),
      cell(peak.toFixed(0), 9),
    ];
    console.log(`${name.padEnd(13)}${columns.join('')}`);
  } finally {
    await converter.close();
    rmSync(source, { force: true });
  }
}
console.log(
  `\nMB/s counts the bytes before packing. The largest resident set was ${worst.toFixed(0)} MB of ${LIMIT_MB} MB.`,
);
if (worst > LIMIT_MB) process.exitCode = 1;
