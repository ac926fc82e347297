import type { ParquetReader } from '@dsnp/parquetjs';
import { Fault, shown } from '../../contract/fault.ts';
import type { Column, ColumnReading } from '../../contract/schema.ts';
import { cellReader, misfit, type CellValue, type ReadCell } from '../../core/convert/read-cell.ts';
import type { SampledRow } from '../staging/row-samples.ts';
import { compareLeaf, type DecodedLeaf, type SampledRecord } from './second-reader/compare-leaf.ts';
import { disagrees } from './second-reader/disagrees.ts';
import { openReader, readerName, type OpenedReader } from './second-reader/open-reader.ts';
import { physicalLeaves, type PhysicalLeaf } from './second-reader/physical-leaves.ts';
import { asWritten, sameValue } from './second-reader/same-value.ts';

export interface VerifyRequest {
  readonly path: string;
  readonly rows: number;
  /** The columns as they must stand in the file. */
  readonly columns: readonly Column[];
  readonly signal: AbortSignal;
}

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

/** A written file as the second reader (parquetjs, no code of DuckDB's) sees it. */
export class SecondReader {
  readonly #reader: ParquetReader;
  readonly #request: VerifyRequest;
  readonly #leaves: readonly PhysicalLeaf[];

  private constructor({ reader, elements }: OpenedReader, request: VerifyRequest) {
    this.#reader = reader;
    this.#request = request;
    const counted = Number(reader.getRowCount());
    if (counted !== request.rows) throw disagrees(`it counts ${counted} rows in place of ${request.rows}`);
    this.#leaves = physicalLeaves(elements, request.columns);
  }

  /** Opens the file and compares columns, types and row count. Throws `verification.disagrees`. */
  static async open(request: VerifyRequest): Promise<SecondReader> {
    let opened: OpenedReader;
    try {
      opened = await openReader(request.path);
    } catch (error) {
      throw disagrees(`it cannot open the file (${error instanceof Error ? error.message : String(error)})`);
    }
    try {
      return new SecondReader(opened, request);
    } catch (error) {
      await opened.reader.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#reader.close();
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
    for (const { group, turn, first, inside } of this.#chosenGroups(samples))
      await this.#compareGroup({ group, turn, first }, inside, columns, datesAs);
  }

  /** Compares sampled records of a nested file, leaf by leaf: values, places in lists, and what is null. */
  async compareRecords(samples: readonly SampledRecord[]): Promise<void> {
    for (const { group, turn, first, inside } of this.#chosenGroups(samples)) {
      for (const [index, leaf] of this.#leaves.entries()) {
        if (!this.#worthDecoding(group, turn, index, this.#leaves.length)) continue;
        this.#request.signal.throwIfAborted();
        compareLeaf(leaf, await this.#decoded(group, index, leaf), inside, first);
      }
    }
  }

  /** Row groups that are decoded, with the samples that are in them; `first` is the row before the group's first one. */
  *#chosenGroups<Sample extends { readonly row: number }>(samples: readonly Sample[]) {
    const groups = this.#reader.metadata?.row_groups ?? [];
    const wanted = worthReading(groups.length);
    let first = 0;
    let turn = 0;
    for (const [group, { num_rows: stated }] of groups.entries()) {
      const count = Number(stated);
      const before = first;
      const inside = samples.filter(({ row }) => row > before && row <= before + count);
      if (wanted.has(group) && inside.length > 0) {
        yield { group, turn, first, inside };
        turn += 1;
      }
      first += count;
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
      const values = await this.#column(group, index);
      const read = cellReader(reading);
      for (const { row, cells: texts } of chosen) {
        const text = staged === undefined ? null : (texts[staged] ?? null);
        const expected = asWritten(expectedValue(read, text, reading), reading.column.type, datesAs);
        const found = values[row - 1 - first] ?? null;
        if (!sameValue(expected, found, reading)) {
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
    const stated = groups[group]?.columns[column]?.meta_data?.num_values;
    const rows = Number(stated ?? groups[group]?.num_rows ?? 0);
    const affordable = Math.max(
      1,
      Math.floor(MOST_VALUES / Math.max(1, rows * Math.min(groups.length, MOST_GROUPS))),
    );
    const stride = Math.ceil(columns / affordable);
    return column % stride === turn % stride;
  }

  /** All values of one plain column of a row group, null where there is none. */
  async #column(group: number, index: number): Promise<unknown[]> {
    const leaf = this.#leaves[index];
    if (leaf === undefined) throw disagrees('it cannot read the column');
    const { definitions, values } = await this.#decoded(group, index, leaf);
    let at = 0;
    return definitions.map((level) => (level === leaf.definition ? values[at++] : null));
  }

  /** The chunks of a row group stand in the order of the leaves; to look for one by its name takes long in a wide file. */
  async #decoded(group: number, index: number, { path }: PhysicalLeaf): Promise<DecodedLeaf> {
    const envelope = this.#reader.envelopeReader;
    const rowGroup = this.#reader.metadata?.row_groups[group];
    if (envelope === null || rowGroup === undefined) throw disagrees('it cannot read the row groups');
    const column = path.join('.');
    try {
      const chunk = rowGroup.columns[index];
      const stated = chunk?.meta_data?.path_in_schema ?? [];
      const isIt = stated.length === path.length && path.every((step, at) => readerName(step) === stated[at]);
      if (chunk === undefined || !isIt) throw disagrees('it cannot read the column', { column });
      const data = await envelope.readColumnChunk(this.#reader.schema, chunk);
      return {
        repetitions: data.rlevels ?? [],
        definitions: data.dlevels ?? [],
        values: data.values ?? [],
      };
    } catch (error) {
      if (error instanceof Fault) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw disagrees(`it cannot read the column (${reason})`, { column });
    }
  }
}

/** First, last, and some in between. */
const worthReading = (groups: number): ReadonlySet<number> =>
  new Set(
    Array.from({ length: Math.min(groups, MOST_GROUPS) }, (_, index) =>
      Math.round((index * (groups - 1)) / Math.max(1, Math.min(groups, MOST_GROUPS) - 1)),
    ),
  );

const notFinite: Readonly<Record<string, number>> = {
  nan: NaN,
  '-nan': NaN,
  inf: Infinity,
  '-inf': -Infinity,
};

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
