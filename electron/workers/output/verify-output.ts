import { ParquetReader } from '@dsnp/parquetjs';
import { Fault, shown } from '../../contract/fault.ts';
import type { Column } from '../../contract/schema.ts';
import { cellReader, type CellValue } from '../../core/convert/read-cell.ts';
import type { ColumnReading } from '../../contract/schema.ts';
import type { SampledRow } from '../staging/row-samples.ts';

export interface VerifyRequest {
  readonly path: string;
  readonly rows: number;
  /** The columns as they must stand in the file. */
  readonly columns: readonly Column[];
  readonly signal: AbortSignal;
}

/** What parquetjs calls the types that Sluice writes. */
const expectedTypes: Readonly<Record<string, readonly string[]>> = {
  STRING: ['UTF8'],
  INTEGER: ['INT_64', 'INT64'],
  FLOAT: ['DOUBLE'],
  BOOLEAN: ['BOOLEAN'],
  DATE: ['DATE'],
  DATETIME: ['TIMESTAMP_MILLIS'],
};

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
    const fields = this.#reader.schema.fields;
    const names = Object.keys(fields);
    if (names.length !== columns.length || names.some((name, index) => name !== columns[index]?.name)) {
      throw disagrees(`its columns are ${shown(names.join(', '))}`);
    }
    for (const { name, type } of columns) {
      const field = fields[name];
      const found = String(field?.originalType ?? field?.primitiveType ?? 'a group');
      const expected = expectedTypes[type];
      if (expected !== undefined && !expected.includes(found)) {
        throw disagrees(`it finds ${found} in place of ${type}`, { column: name });
      }
    }
  }

  /** Compares sampled rows, cell by cell, with what the rules make of the source's texts. */
  async compareCells(samples: readonly SampledRow[], columns: readonly ComparedColumn[], datesAs: 'native' | 'text'): Promise<void> {
    const groups = this.#reader.metadata?.row_groups ?? [];
    const wanted = worthReading(groups.length);
    let first = 0;
    for (const [index, group] of groups.entries()) {
      const count = Number(group.num_rows);
      const inside = samples.filter(({ row }) => row > first && row <= first + count);
      if (wanted.has(index) && inside.length > 0) await this.#compareGroup(index, first, inside, columns, datesAs);
      first += count;
    }
  }

  async #compareGroup(group: number, first: number, samples: readonly SampledRow[], columns: readonly ComparedColumn[], datesAs: 'native' | 'text') {
    const cells = columns.length * samples.length;
    const chosen = cells > MOST_CELLS ? samples.filter((_, index) => index % Math.ceil(cells / MOST_CELLS) === 0) : samples;
    for (const { reading, staged } of columns) {
      this.#request.signal.throwIfAborted();
      const values = await this.#column(group, reading.column.name);
      const read = cellReader(reading);
      for (const { row, cells: texts } of chosen) {
        const text = staged === undefined ? null : (texts[staged] ?? null);
        const expected = asWritten(read(text) as CellValue, reading, datesAs);
        const found = values[row - 1 - first] ?? null;
        if (!same(expected, found, reading)) {
          throw disagrees(`it reads ${shown(String(found), 80)}`, { column: reading.column.name, row, value: shown(String(text), 80) });
        }
      }
    }
  }

  /** All values of one plain column of a row group, null where there is none. */
  async #column(group: number, name: string): Promise<unknown[]> {
    const envelope = this.#reader.envelopeReader;
    const rowGroup = this.#reader.metadata?.row_groups[group];
    if (envelope === null || rowGroup === undefined) throw disagrees('it cannot read the row groups');
    const buffer = await envelope.readRowGroup(this.#reader.schema, rowGroup, [[name]]);
    const column = buffer.columnData?.[name];
    if (column === undefined) throw disagrees('it cannot read the column', { column: name });
    const values: unknown[] = [];
    let at = 0;
    for (const level of column.dlevels ?? []) values.push(level === 0 ? null : column.values?.[at++]);
    return values;
  }
}
