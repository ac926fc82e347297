import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeActivities } from './activities.ts';
import { customersText } from './customers.ts';
import { badRow, correctionPlan, makeExtract, type Extract } from './extract.ts';
import { inUtf16, inWindows1252 } from './german-text.ts';
import { orderHeadersText } from './order-headers.ts';
import type { Sample, SampleEnd } from './sample.ts';

/** A sample, and how its file is made. */
type Recipe = Omit<Sample, 'path'> & { readonly write: (path: string) => Promise<void> };

/**
 * Writes the samples into a directory, which is made where it is missing; at least 50,000 rows in all. The files are the
 * same bytes at every run. Give them to watched folders by renaming, in the order in which they are listed.
 */
export const makeSamples = async (
  directory: string,
  extract: Extract = makeExtract(),
): Promise<readonly Sample[]> => {
  const root = resolve(directory);
  await mkdir(root, { recursive: true });
  const samples: Sample[] = [];
  for (const { write, ...sample } of recipes(extract, root)) {
    const path = join(root, sample.file);
    await write(path);
    samples.push({ ...sample, path });
  }
  return samples;
};

const recipes = (extract: Extract, root: string): readonly Recipe[] => {
  const { customers, orderHeaders, corrections, badOrderHeaders, webOrders, webOrderUpdate, activities } =
    extract;
  const activityFile = 'activities.parquet';
  return [
    {
      table: 'customer',
      file: 'Kundenstamm.tsv',
      rows: customers.length,
      says: 'Tab-delimited text in UTF-16, as Excel saves it; keys with leading zeros, numbers of 18 digits.',
      round: 1,
      ends: inserted(customers.length),
      write: (path) => writeFile(path, inUtf16(customersText(customers))),
    },
    {
      table: 'order_header',
      file: 'Auftragsköpfe_2024-Q1.csv',
      rows: orderHeaders.length,
      says: 'German CSV in Windows-1252: amounts as 1.234,50 and 15,22-, days as 31.12.2024, key 0000004711.',
      round: 1,
      ends: inserted(orderHeaders.length),
      write: (path) => writeFile(path, inWindows1252(orderHeadersText(orderHeaders))),
    },
    {
      table: 'orders',
      file: 'orders.json',
      rows: webOrders.length,
      says: 'Nested JSON: orders with a price and a list of shipments, which becomes a table of its own.',
      round: 1,
      ends: inserted(webOrders.length),
      write: (path) =>
        writeFile(path, `[\n${webOrders.map((order) => JSON.stringify(order)).join(',\n')}\n]\n`),
    },
    {
      table: 'activity',
      file: activityFile,
      rows: activities.length,
      says: 'Parquet with zstd compression and a DECIMAL column: Celonis takes neither, so it is re-written.',
      round: 1,
      ends: inserted(activities.length),
      write: (path) => writeActivities(activities, path),
    },
    {
      table: 'order_header',
      file: 'Auftragsköpfe_Korrektur.csv',
      rows: corrections.rows.length,
      says: 'A corrected re-delivery: rows that are newer than what is there, older ones, and new orders.',
      round: 2,
      ends: {
        state: 'delivered',
        inserted: correctionPlan.added,
        updated: correctionPlan.newer + correctionPlan.equal,
        stale: correctionPlan.older,
      },
      write: (path) => writeFile(path, inWindows1252(orderHeadersText(corrections.rows))),
    },
    {
      table: 'orders',
      file: 'orders_update.ndjson',
      rows: webOrderUpdate.rows.length,
      says: 'One JSON order a line: known orders with one more shipment, overtaken ones, and new ones.',
      round: 2,
      ends: {
        state: 'delivered',
        inserted: webOrderUpdate.inserted,
        updated: webOrderUpdate.updated,
        stale: webOrderUpdate.stale,
      },
      write: (path) =>
        writeFile(path, webOrderUpdate.rows.map((order) => `${JSON.stringify(order)}\n`).join('')),
    },
    {
      table: 'activity',
      file: 'activities_again.parquet',
      rows: activities.length,
      says: 'The same activities once more: the table has no key, so they would double, and are skipped.',
      round: 2,
      ends: { state: 'duplicate' },
      write: (path) => copyFile(join(root, activityFile), path),
    },
    {
      table: 'order_header',
      file: 'Auftragsköpfe_2024-04.csv',
      rows: badOrderHeaders.length,
      says: `A bad file: row ${badRow.toLocaleString('en')} has lost its key, so Celonis would fail to load it.`,
      round: 3,
      ends: { state: 'rejected', code: 'key.null', row: badRow, column: 'order_id' },
      write: (path) => writeFile(path, inWindows1252(orderHeadersText(badOrderHeaders))),
    },
  ];
};

const inserted = (rows: number): SampleEnd => ({ state: 'delivered', inserted: rows, updated: 0, stale: 0 });
