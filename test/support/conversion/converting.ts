import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loneConverter, type LoneConverter } from '../../../electron/compose/convert-alone.ts';
import type { ReadOptions, TargetTable } from '../../../electron/contract/configuration.ts';
import type { ConvertResult } from '../../../electron/contract/converter.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import type { PinnedSchema } from '../../../electron/contract/schema.ts';
import { firstDifference, type FoundTable } from './cell.ts';
import { DuckdbReader } from './read-duckdb.ts';
import { readWithParquetjs, type SecondReading } from './read-parquetjs.ts';

export interface Conversion {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options?: ReadOptions | undefined;
  readonly structure?: 'flat' | 'nested' | undefined;
  readonly tolerant?: boolean | undefined;
  readonly pinned?: PinnedSchema | undefined;
  readonly datesAs?: 'native' | 'text' | undefined;
  /** Validated as if it were meant for this table. */
  readonly table?: TargetTable | undefined;
  /** After so many milliseconds the file counts as one that hangs. */
  readonly limit?: number | undefined;
}

export interface Converted {
  readonly kind: 'converted';
  readonly result: ConvertResult;
  /** What both readers find in the output; no rows and no columns where there is no output. */
  readonly table: FoundTable;
}
export interface Refused {
  readonly kind: 'refused';
  readonly fault: Fault;
}
/** What must never happen: `flaw` says what did. */
export interface Broken {
  readonly kind: 'broken';
  readonly flaw: string;
}

/** DuckDB's binding for Node drops a byte order mark at the beginning of a text; parquetjs keeps it. */
const withoutMarks = ({ columns, rows }: FoundTable): FoundTable => ({
  columns,
  rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell.replace(/^\ufeff/, '') : cell))),
});

/** Faults that no file may cause. */
const never = /^(?:internal|converter\.|verification\.|module\.|source\.|disk\.|call\.)/;

/** Converts files with the project's converter, and looks at everything that it leaves behind. */
export class Converting {
  readonly #folder: string;
  readonly #converter: LoneConverter;
  readonly #reader: DuckdbReader;
  #number = 0;

  private constructor(folder: string, converter: LoneConverter, reader: DuckdbReader) {
    this.#folder = folder;
    this.#converter = converter;
    this.#reader = reader;
  }

  static async open(): Promise<Converting> {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-judge-'));
    mkdirSync(join(folder, 'in'));
    mkdirSync(join(folder, 'out'));
    mkdirSync(join(folder, 'temporary'));
    const variable = process.platform === 'win32' ? 'TEMP' : 'TMPDIR';
    const outer = process.env[variable];
    process.env[variable] = join(folder, 'temporary');
    try {
      return new Converting(folder, await loneConverter(), await DuckdbReader.open());
    } finally {
      if (outer === undefined) delete process.env[variable];
      else process.env[variable] = outer;
    }
  }

  get duckdb(): DuckdbReader {
    return this.#reader;
  }

  async close(): Promise<void> {
    await this.#converter.close();
    this.#reader.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async convert(what: Conversion): Promise<Converted | Refused | Broken> {
    this.#number += 1;
    const source = join(this.#folder, 'in', `${this.#number}-${what.name.replaceAll(/[^\w.-]/g, '_')}`);
    // a name of its own each time: DuckDB keeps what it read of a path
    const output = join(this.#folder, 'out', `converted-${this.#number}.parquet`);
    writeFileSync(source, what.bytes);
    try {
      const answer = await this.#answer(what, source, output);
      if (!readFileSync(source).equals(what.bytes))
        return { kind: 'broken', flaw: 'the source was written to' };
      if (answer.kind === 'broken') return answer;
      const stray = this.#stray(answer.kind === 'converted' ? answer.result : undefined);
      if (stray === undefined) return answer;
      const after = answer.kind === 'refused' ? answer.fault.message : 'success';
      return { kind: 'broken', flaw: `left behind after ${after}: ${stray}` };
    } finally {
      for (const folder of ['in', 'out']) this.#empty(folder);
    }
  }

  async #answer(what: Conversion, source: string, output: string): Promise<Converted | Refused | Broken> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), what.limit ?? 20_000);
    let result: ConvertResult;
    try {
      result = await this.#converter.convert({
        source,
        sourceName: what.name,
        output,
        options: what.options ?? {},
        tolerant: what.tolerant ?? false,
        structure: what.structure ?? what.table?.structure ?? 'flat',
        pinned: what.pinned,
        datesAs: what.datesAs,
        table: what.table,
        signal: limit.signal,
      });
    } catch (error) {
      if (limit.signal.aborted) return { kind: 'broken', flaw: 'it hangs' };
      const fault = Fault.from(error);
      if (!never.test(fault.code)) return { kind: 'refused', fault };
      return { kind: 'broken', flaw: `${fault.code} ${JSON.stringify(fault.facts)}` };
    } finally {
      clearTimeout(timer);
    }
    if (result.rows === 0) return { kind: 'converted', result, table: { columns: [], rows: [] } };
    return await this.#readBack(output, result);
  }

  async #readBack(output: string, result: ConvertResult): Promise<Converted | Broken> {
    let first: FoundTable;
    let second: SecondReading;
    try {
      first = await this.#reader.read(output);
      // parquetjs joins the steps of a path by commas, and cannot find a column that has one in its name
      const isLegible = !first.columns.some(({ name }) => name.includes(','));
      second = isLegible ? await readWithParquetjs(output) : { table: first, uncompressed: true };
    } catch (error) {
      return { kind: 'broken', flaw: `the output cannot be read back: ${String(error)}` };
    }
    const difference = firstDifference(first, withoutMarks(second.table));
    if (difference !== undefined) return { kind: 'broken', flaw: `the readers disagree: ${difference}` };
    if (!second.uncompressed && !result.passedThrough)
      return { kind: 'broken', flaw: 'the output is compressed' };
    if (first.rows.length !== result.rows) {
      return {
        kind: 'broken',
        flaw: `${result.rows} rows are reported and ${first.rows.length} stand in the file`,
      };
    }
    const reported = result.columns.map(({ name, type }) => `${name}:${type}`).join(', ');
    const found = first.columns.map(({ name, type }) => `${name}:${type}`).join(', ');
    if (reported !== found) return { kind: 'broken', flaw: `reported ${reported}, found ${found}` };
    return { kind: 'converted', result, table: second.table };
  }

  /** The first file that should not be there. */
  #stray(result: ConvertResult | undefined): string | undefined {
    const temporary = readdirSync(join(this.#folder, 'temporary'), { recursive: true, withFileTypes: true });
    const files = temporary
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const written = readdirSync(join(this.#folder, 'out')).filter(
      (name) => name !== `converted-${this.#number}.parquet` || result === undefined || result.rows === 0,
    );
    const strays = [...files, ...written.map((name) => join(this.#folder, 'out', name))];
    return strays.find((path) => path !== result?.rejectedRowsFile);
  }

  #empty(name: string): void {
    const folder = join(this.#folder, name);
    for (const file of readdirSync(folder)) rmSync(join(folder, file), { recursive: true, force: true });
  }
}
