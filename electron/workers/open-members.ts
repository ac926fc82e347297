import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { Fault } from '../contract/fault.ts';
import { sameName } from '../core/convert/column-plan.ts';
import { formatOf, readerFor } from './formats.ts';
import type { Reading, ReadRequest, TextRow } from './reading.ts';
import type { Member } from './unpack-source.ts';

type TableReading = Extract<Reading, { kind: 'table' }>;
type RecordsReading = Extract<Reading, { kind: 'records' }>;

/**
 * Several members of an archive as one table: their rows after each other, in the order of the members. All must be of
 * one format and, as tables, have the same columns (in any order). Lines are those of the member.
 */
export const openMembers = async (request: ReadRequest, members: readonly Member[]): Promise<Reading> => {
  const [first, ...rest] = members;
  if (first === undefined) throw new Fault('format.unknown', { reason: 'the archive is empty' });
  const opened = await openMember(request, first, 0);
  const warnings = [...opened.reading.warnings];
  const following = (from: Reading) =>
    async function* () {
      yield { ...opened, name: first.name };
      for (const [index, member] of rest.entries()) {
        const next = await openMember(request, member, index + 1);
        if (next.reading.kind !== from.kind || next.reading.format !== from.format) {
          throw new Fault('format.unsupported', {
            reason: `the members are of different formats (${first.name}: ${from.format}, ${member.name}: ${next.reading.format})`,
          });
        }
        yield { ...next, name: member.name };
      }
    };
  const evidence = [
    `${members.length} members after each other: ${members
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 500)}`,
    ...opened.reading.evidence,
  ];
  if (opened.reading.kind === 'records') {
    return { ...opened.reading, warnings, evidence, records: allRecords(following(opened.reading)) };
  }
  return { ...opened.reading, warnings, evidence, rows: allRows(opened.reading, following(opened.reading)) };
};

interface Opened {
  readonly reading: Reading;
  readonly close: () => Promise<void>;
}

const openMember = async (request: ReadRequest, member: Member, index: number): Promise<Opened> => {
  const file = await member.unpack();
  const temporary = join(request.temporary, `reading-${index}`);
  await mkdir(temporary, { recursive: true });
  const format = formatOf(file.kind, file.name, request.options.format);
  if (format === 'parquet')
    throw new Fault('format.unsupported', { reason: 'several members, one of them Parquet' });
  const reading = await readerFor(
    format,
    file.name,
  )({ ...request, path: file.path, name: file.name, temporary });
  const close = async () => {
    await rm(file.path, { force: true });
    await rm(temporary, { recursive: true, force: true });
  };
  return { reading, close };
};

type Following = () => AsyncGenerator<Opened & { readonly name: string }>;

async function* allRows(first: TableReading, following: Following): AsyncGenerator<readonly TextRow[]> {
  const places = new Map(first.columns.map(({ header }, index) => [sameName(header), index]));
  for await (const { reading, close, name } of following()) {
    if (reading.kind !== 'table') throw new Fault('internal', { reason: 'a member is no table' });
    const order = reading.columns.map(({ header }) => places.get(sameName(header)));
    if (order.length !== places.size || order.includes(undefined)) {
      const columns = reading.columns.map(({ header }) => header).join(', ');
      throw new Fault('format.unsupported', {
        reason: `the members have different columns (${name}: ${columns.slice(0, 200)})`,
      });
    }
    const inOrder = order.every((place, index) => place === index);
    for await (const rows of reading.rows) {
      yield inOrder ? rows : rows.map(({ line, cells }) => ({ line, cells: reordered(cells, order) }));
    }
    await close();
  }
}

const reordered = (
  cells: readonly (string | null)[],
  order: readonly (number | undefined)[],
): (string | null)[] => {
  const placed = new Array<string | null>(order.length).fill(null);
  for (const [index, place] of order.entries()) if (place !== undefined) placed[place] = cells[index] ?? null;
  return placed;
};

async function* allRecords(
  following: Following,
): RecordsReading['records'] extends AsyncIterable<infer Batch> ? AsyncGenerator<Batch> : never {
  for await (const { reading, close } of following()) {
    if (reading.kind === 'records') yield* reading.records;
    await close();
  }
}
