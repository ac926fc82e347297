import { ParquetReader } from '@dsnp/parquetjs';
import { Fault, shown } from '../../contract/fault.ts';
import type { Column, ColumnReading } from '../../contract/schema.ts';
import type { ColumnType } from '../../contract/state.ts';
import {
  cellReader,
  isoCellReader,
  misfit,
  type CellValue,
  type ReadCell,
} from '../../core/convert/read-cell.ts';
import type { SampledRow } from '../staging/row-samples.ts';

export interface VerifyRequest {
  readonly path: string;
  readonly rows: number;
  /** The columns as they must stand in the file. */
  readonly columns: readonly Column[];
  readonly signal: AbortSignal;
}

/** Numbers that stand for types in a Parquet file's footer: physical type, converted type. */
const writtenTypes: Readonly<Record<ColumnType, readonly [number, number | null]>> = {
  STRING: [6, 0],
  INTEGER: [2, 18],
  FLOAT: [5, null],
  BOOLEAN: [0, null],
  DATE: [1, 6],
  DATETIME: [2, 9],
};
const DAY = 86_400_000;
/** Decoding in JavaScript is slow: so many cells of a row group, and so many row groups, are proof enough. */
const MOST_CELLS = 40_000;
const MOST_GROUPS = 3;
/** Values of row groups that are decoded for it, over the whole file. */
const MOST_VALUES = 2_000_000;

export interface ComparedColumn {
  readonly reading: ColumnReading;
  /** Its place in the sampled rows; absent where NULL was written. */
  readonly staged: number | undefined;
  readonly nulls: number;
}

const disagrees = (reason: string, facts: { column?: string; row?: number; value?: string } = {}): Fault =>
  new Fault('verification.disagrees', { reason, ...facts });

/** A written file as the second reader (parquetjs, no code of DuckDB's) sees it. */
export class SecondReader {
  readonly #reader: ParquetReader;
  readonly #request: VerifyRequest;

  private constructor(reader: ParquetReader, request: VerifyRequest) {
    this.#reader = reader;
    this.#request = request;
  }

  /** Opens the file and compares columns, types and row count. Throws `verification.disagrees`. */
  static async open(request: VerifyRequest): Promise<SecondReader> {
    let reader: ParquetReader;
    try {
      reader = await ParquetReader.openFile(request.path);
    } catch (error) {
      throw disagrees(`it cannot open the file (${error instanceof Error ? error.message : String(error)})`);
    }
    const second = new SecondReader(reader, request);
    try {
      second.#compareSchema();
      return second;
    } catch (error) {
      await second.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  #compareSchema(): void {
    const { columns, rows } = this.#request;
    const counted = Number(this.#reader.getRowCount());
    if (counted !== rows) throw disagrees(`it counts ${counted} rows in place of ${rows}`);
    const elements = (this.#reader.metadata?.schema ?? []).slice(1);
    const names = elements.map(({ name }) => name);
    const expected = expectedElements(columns);
    if (names.length !== expected.length || names.some((name, index) => name !== expected[index]?.name)) {
      throw disagrees(`its columns are ${shown(names.join(', '))}`);
    }
    for (const [index, { name, type }] of expected.entries()) {
      const element = elements[index];
      if (type === undefined) continue;
      const [physical, converted] = writtenTypes[type];
      const stated = element?.converted_type ?? null;
      // a plain INT64 is what Sluice's annotated one is
      const agrees = stated === converted || (type === 'INTEGER' && stated === null);
      if (element?.type !== physical || !agrees) {
        throw disagrees(`it finds another type than ${type}`, { column: name });
      }
    }
  }

  /** Compares the numbers of nulls that the file states with those that were read. */
  compareNulls(columns: readonly ComparedColumn[]): void {
    const groups = this.#reader.metadata?.row_groups ?? [];
    for (const [index, { reading, nulls }] of columns.entries()) {
      const stated = groups.map((group) => group.columns[index]?.meta_data?.statistics?.null_count);
      if (stated.some((count) => count === null || count === undefined)) continue;
      const sum = stated.reduce((total, count) => total + Number(count), 0);
      if (sum !== nulls)
        throw disagrees(`it counts ${sum} nulls in place of ${nulls}`, { column: reading.column.name });
    }
  }

  /** Compares sampled rows, cell by cell, with what the rules make of the source's texts. */
  async compareCells(
    samples: readonly SampledRow[],
    columns: readonly ComparedColumn[],
    datesAs: 'native' | 'text',
  ): Promise<void> {
    const groups = this.#reader.metadata?.row_groups ?? [];
    const wanted = worthReading(groups.length);
    let first = 0;
    let turn = 0;
    for (const [index, group] of groups.entries()) {
      const count = Number(group.num_rows);
      const inside = samples.filter(({ row }) => row > first && row <= first + count);
      if (wanted.has(index) && inside.length > 0) {
        await this.#compareGroup({ group: index, turn, first }, inside, columns, datesAs);
        turn += 1;
      }
      first += count;
    }
  }

  /** Compares the first values of a leaf in a nested file with the texts that the source has there, in order. */
  async compareLeaf(
    path: readonly string[],
    texts: readonly string[],
    reading: ColumnReading,
    datesAs: 'native' | 'text',
  ): Promise<void> {
    this.#request.signal.throwIfAborted();
    const steps = path.flatMap((step) => (step === '[]' ? ['list', 'element'] : [step]));
    const values = (await this.#chunk(0, steps)).values ?? [];
    const read = isoCellReader(reading);
    const column = path.join('.');
    const expected = texts
      .map((text) => asWritten(expectedValue(read, text, reading), reading, datesAs))
      .filter((value) => value !== null);
    for (const [index, value] of expected.entries()) {
      if (index < values.length && same(value, values[index], reading)) continue;
      throw disagrees(`it reads ${shown(String(values[index]), 80)}`, {
        column,
        value: shown(String(value), 80),
      });
    }
  }

  async #compareGroup(
    { group, turn, first }: { group: number; turn: number; first: number },
    samples: readonly SampledRow[],
    columns: readonly ComparedColumn[],
    datesAs: 'native' | 'text',
  ) {
    const cells = columns.length * samples.length;
    const chosen =
      cells > MOST_CELLS
        ? samples.filter((_, index) => index % Math.ceil(cells / MOST_CELLS) === 0)
        : samples;
    for (const [index, { reading, staged }] of columns.entries()) {
      if (!this.#worthDecoding(group, turn, index, columns.length)) continue;
      this.#request.signal.throwIfAborted();
      const values = await this.#column(group, reading.column.name);
      const read = cellReader(reading);
      for (const { row, cells: texts } of chosen) {
        const text = staged === undefined ? null : (texts[staged] ?? null);
        const expected = asWritten(expectedValue(read, text, reading), reading, datesAs);
        const found = values[row - 1 - first] ?? null;
        if (!same(expected, found, reading)) {
          throw disagrees(`it reads ${shown(String(found), 80)}`, {
            column: reading.column.name,
            row,
            value: shown(String(text), 80),
          });
        }
      }
    }
  }

  /** Of a large file not every column in every row group, but every column in one of them if it can be. */
  #worthDecoding(group: number, turn: number, column: number, columns: number): boolean {
    const groups = this.#reader.metadata?.row_groups ?? [];
    const rows = Number(groups[group]?.num_rows ?? 0);
    const affordable = Math.max(
      1,
      Math.floor(MOST_VALUES / Math.max(1, rows * Math.min(groups.length, MOST_GROUPS))),
    );
    const stride = Math.ceil(columns / affordable);
    return column % stride === turn % stride;
  }

  /** All values of one plain column of a row group, null where there is none. */
  async #column(group: number, name: string): Promise<unknown[]> {
    const column = await this.#chunk(group, [name]);
    const values: unknown[] = [];
    let at = 0;
    for (const level of column.dlevels ?? []) values.push(level === 0 ? null : column.values?.[at++]);
    return values;
  }

  async #chunk(group: number, path: readonly string[]) {
    const envelope = this.#reader.envelopeReader;
    const rowGroup = this.#reader.metadata?.row_groups[group];
    if (envelope === null || rowGroup === undefined) throw disagrees('it cannot read the row groups');
    const buffer = await envelope.readRowGroup(this.#reader.schema, rowGroup, [[...path]]);
    const column = buffer.columnData?.[path.join(',')];
    if (column === undefined) throw disagrees('it cannot read the column', { column: path.join('.') });
    return column;
  }
}

/** The elements of a Parquet schema for some columns, in order; groups have no type. */
const expectedElements = (columns: readonly Column[]): { name: string; type: ColumnType | undefined }[] =>
  columns.flatMap(({ name, type, children = [] }) => {
    if (type === 'STRUCT') return [{ name, type: undefined }, ...expectedElements(children)];
    if (type === 'LIST')
      return [{ name, type: undefined }, { name: 'list', type: undefined }, ...expectedElements(children)];
    return [{ name, type }];
  });

/** First, last, and some in between. */
const worthReading = (groups: number): ReadonlySet<number> =>
  new Set(
    Array.from({ length: Math.min(groups, MOST_GROUPS) }, (_, index) =>
      Math.round((index * (groups - 1)) / Math.max(1, Math.min(groups, MOST_GROUPS) - 1)),
    ),
  );

const notFinite: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

const expectedValue = (read: ReadCell, text: string | null, { column }: ColumnReading): CellValue => {
  const value = read(text);
  if (value !== misfit) return value;
  // only Parquet and Avro files hold such numbers
  const special = column.type === 'FLOAT' ? notFinite[text ?? ''] : undefined;
  if (special === undefined)
    throw disagrees('a value does not fit its column', {
      column: column.name,
      value: shown(String(text), 80),
    });
  return special;
};

/** A value as it stands in the file, in one spelling for both sides. */
const same = (expected: CellValue, found: unknown, reading: ColumnReading): boolean => {
  if (expected === null || found === null) return expected === found;
  if (typeof expected === 'bigint') return BigInt(found as bigint | number) === expected;
  if (typeof expected === 'boolean') return Boolean(found) === expected;
  if (typeof expected === 'string')
    return (Buffer.isBuffer(found) ? found.toString('utf8') : found) === expected;
  if (reading.column.type === 'DATE') return Number(found) * DAY === expected;
  if (reading.column.type === 'DATETIME') return Number(found) === expected;
  return Object.is(Number(found), expected);
};

const asWritten = (value: CellValue, { column }: ColumnReading, datesAs: 'native' | 'text'): CellValue => {
  if (datesAs === 'native' || typeof value !== 'number') return value;
  if (column.type === 'DATE') return new Date(value).toISOString().slice(0, 10);
  return column.type === 'DATETIME' ? new Date(value).toISOString().slice(0, -1) : value;
};
