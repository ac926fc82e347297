import avsc from 'avsc';
import { spelled, type Cell, type FoundTable } from '../cell.ts';
import { agrees } from '../judge-case.ts';

/** Holds a conversion of (damaged) Avro against what another implementation reads. */
export const avroComplaint = async (bytes: Buffer, found: FoundTable): Promise<string | undefined> => {
  let records: readonly Readonly<Record<string, unknown>>[];
  try {
    records = await decoded(bytes);
  } catch (error) {
    return `the other reader refuses it: ${String(error)}`;
  }
  if (records.length !== found.rows.length) return `${found.rows.length} rows in place of ${records.length} records`;
  for (const [row, record] of records.entries()) {
    for (const [index, value] of Object.values(record).entries()) {
      const cell = found.rows[row]?.[index];
      const { name, type = '' } = found.columns[index] ?? {};
      const expected = (type === 'INTEGER' && typeof value === 'number' ? BigInt(value) : value) as Cell;
      const isEmpty = expected === '' && cell === null;
      if (!isEmpty && !agrees(expected, cell, type)) return `row ${row + 1}, column ${name}: ${spelled(cell)} in place of ${String(value)}`;
    }
  }
  return undefined;
};

const decoded = (bytes: Buffer): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  new Promise((resolve, reject) => {
    const records: Readonly<Record<string, unknown>>[] = [];
    const decoder = new avsc.streams.BlockDecoder();
    decoder.on('data', (record: Readonly<Record<string, unknown>>) => records.push(record));
    decoder.on('error', reject);
    decoder.on('end', () => resolve(records));
    decoder.end(bytes);
  });
