import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import type { Warning } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import { recounted, warning } from '../contract/words/warning.ts';
import { sameName } from '../core/convert/column-plan.ts';
import { formatOf, readerFor } from './formats.ts';
import type { Reading, ReadRequest, TextRow } from './reading.ts';
import type { Member } from './unpack-source.ts';

type TableReading = Extract<Reading, { kind: 'table' }>;
type RecordsReading = Extract<Reading, { kind: 'records' }>;

/**
 * Several members of an archive as one table: their rows after each other, in the order of the members. All must be of
 * one format and, as tables, have the same columns (in any order); members in which nothing stands are passed over. Lines
 * are those of the member.
 */
export const openMembers = async (request: ReadRequest, members: readonly Member[]): Promise<Reading> => {
  const filled = members.filter(({ bytes }) => bytes > 0);
  // of an archive of empty files the first one says what it would have been
  const queue = filled.length === 0 ? members.slice(0, 1) : filled;
  const warnings: Warning[] = [];
  const passedOver = members.filter(({ bytes }) => bytes === 0).map(({ name }) => name);
  const pass = (name: string) => passedOver.push(name);
  const told = () => {
    if (passedOver.length === 0) return;
    const value = passedOver.join(', ').slice(0, 200);
    warnings.push(warning('members.empty', { count: passedOver.length, value }));
  };
  let at = 0;
  const next = async (): Promise<Named | undefined> => {
    for (let member = queue[at]; member !== undefined; member = queue[at]) {
      const opened = await openMember(request, member, at);
      at += 1;
      if (!isBlank(opened.reading) || at === queue.length) return { ...opened, name: member.name };
      pass(member.name);
      await opened.close();
    }
    return undefined;
  };
  const first = await next();
  if (first === undefined) throw new Fault('format.unknown', { reason: 'the archive is empty' });
  const { reading } = first;
  const following = async function* (): AsyncGenerator<Named> {
    let here: Named | undefined = first;
    while (here !== undefined) {
      if (here !== first && isBlank(here.reading)) pass(here.name);
      else {
        refuseOther(first, here);
        yield here;
        // what a member's values are like is known only now
        addWarnings(warnings, here.reading.warnings);
      }
      await here.close();
      here = await next();
    }
    told();
  };
  const evidence = [
    `${members.length} members after each other: ${members
      .map(({ name }) => name)
      .join(', ')
      .slice(0, 500)}`,
    ...reading.evidence,
  ];
  return reading.kind === 'records'
    ? { ...reading, warnings, evidence, records: allRecords(following) }
    : { ...reading, warnings, evidence, rows: allRows(reading, following) };
};

/** Nothing but blank lines. */
const isBlank = (reading: Reading): boolean => reading.kind === 'table' && reading.columns.length === 0;

type Named = Opened & { readonly name: string };

const refuseOther = (first: Named, { reading, name }: Named): void => {
  if (familyOf(reading) === familyOf(first.reading)) return;
  throw new Fault('format.unsupported', {
    reason: `the members are of different formats (${first.name}: ${first.reading.format}, ${name}: ${reading.format})`,
  });
};

/** Lists and lines of JSON are the same records. */
const familyOf = ({ format }: Reading): string => (format === 'ndjson' ? 'json' : format);

/** A warning that several members give is given once, with the sum of its counts. */
const addWarnings = (all: Warning[], more: readonly Warning[]): void => {
  for (const one of more) {
    const index = all.findIndex(({ code, column }) => code === one.code && column === one.column);
    const known = all[index];
    if (known === undefined) all.push(one);
    else if (known.count !== undefined && one.count !== undefined)
      all[index] = recounted(known, known.count + one.count);
  }
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

type Following = () => AsyncGenerator<Named>;

async function* allRows(first: TableReading, following: Following): AsyncGenerator<readonly TextRow[]> {
  const places = new Map(first.columns.map(({ header }, index) => [sameName(header), index]));
  for await (const { reading, name } of following()) {
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
  for await (const { reading } of following()) if (reading.kind === 'records') yield* reading.records;
}
