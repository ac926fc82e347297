import { ParquetFile } from '../../adapters/preview/read-parquet.ts';
import type { Preview } from '../../contract/calls.ts';
import type { ReadOptions } from '../../contract/configuration.ts';
import type { ConvertResult } from '../../contract/converter.ts';
import { Fault, type FaultView } from '../../contract/fault.ts';
import type { Column } from '../../contract/schema.ts';
import { deriveTables } from '../../core/nested/derive-tables.ts';

export interface PreviewRequest {
  readonly path: string;
  readonly options: ReadOptions;
  readonly structure: 'flat' | 'nested';
  readonly tableName: string;
  readonly primaryKey: readonly string[];
  readonly ageColumn?: string | undefined;
  readonly badRows?: 'reject' | 'skip' | undefined;
}

/** So many rows are shown, before and after. */
export const SHOWN_ROWS = 100;

/** What stands in a preview of which nothing could be read. */
export const nothing: Omit<Preview, 'fault'> = {
  format: '',
  encoding: null,
  dialect: null,
  rows: 0,
  rejectedRows: 0,
  columns: [],
  schema: [],
  before: [],
  beforeHeader: [],
  after: [],
  key: null,
  derived: [],
  evidence: [],
  warnings: [],
};

/** A file that was converted for a look. */
export interface Converted {
  readonly result: ConvertResult;
  readonly output: string;
}

const columnsOf = (columns: readonly Column[]): Column[] => [...columns];

/** The preview of what was converted: its columns with their figures, first rows, key and tables. */
export const shownOf = async (
  request: PreviewRequest,
  { result, output }: Converted,
  before: Pick<Preview, 'before' | 'beforeHeader'>,
  fault: FaultView | null,
): Promise<Preview> => {
  const common = {
    ...nothing,
    ...before,
    format: result.format,
    encoding: result.encoding,
    dialect: result.dialect,
    rows: result.rows,
    rejectedRows: result.rejectedRows,
    schema: columnsOf(result.columns),
    evidence: result.evidence,
    warnings: result.warnings,
  };
  const derived = derivedOf(request, result.columns, fault);
  if (result.rows === 0) return { ...common, ...derived };
  const file = await ParquetFile.open(output);
  try {
    const look = await file.look(result.columns, SHOWN_ROWS);
    const columns = [];
    for (const [index, { name, type }] of result.columns.entries()) {
      const found = look.columns[index];
      const plain = type !== 'STRUCT' && type !== 'LIST';
      const nulls = found?.nulls ?? 0;
      const estimate = Math.min(found?.distinct ?? 0, look.rows);
      // the estimate spares the exact look at columns that are nowhere near unique
      const unique = plain && nulls === 0 && estimate > look.rows / 2 && (await file.unique([name]));
      columns.push({
        name,
        type,
        example: found?.example ?? null,
        nullShare: look.rows === 0 ? 0 : nulls / look.rows,
        distinctEstimate: unique ? look.rows : estimate,
        unique,
      });
    }
    const names = result.columns.map(({ name }) => name);
    const key = request.primaryKey.flatMap(
      (wanted) => names.find((name) => name.toLowerCase() === wanted.toLowerCase()) ?? [],
    );
    return {
      ...common,
      ...derived,
      columns,
      after: look.first,
      key:
        key.length === 0
          ? null
          : { chosen: key, unique: await file.unique(key), nulls: await file.nulls(key) },
    };
  } finally {
    file.close();
  }
};

/** The tables that Celonis would build; without key and age where those are what is wrong. */
const derivedOf = (
  request: PreviewRequest,
  columns: readonly Column[],
  fault: FaultView | null,
): Pick<Preview, 'derived' | 'fault'> => {
  const table = { table: request.tableName === '' ? 'table' : request.tableName, columns };
  const nested = request.structure === 'nested';
  try {
    const { primaryKey, ageColumn } = request;
    return {
      derived: deriveTables({
        ...table,
        nested,
        primaryKey,
        ...(ageColumn === undefined ? {} : { ageColumn }),
      }),
      fault,
    };
  } catch (error) {
    const wrong = fault ?? Fault.from(error).view;
    try {
      return { derived: deriveTables({ ...table, nested, primaryKey: [] }), fault: wrong };
    } catch {
      return { derived: [], fault: wrong };
    }
  }
};
