import { ParquetReader } from '@dsnp/parquetjs';
import type { Cell, FoundTable } from './cell.ts';

const types: Readonly<Record<string, string>> = {
  UTF8: 'STRING',
  INT_64: 'INTEGER',
  INT64: 'INTEGER',
  DOUBLE: 'FLOAT',
  BOOLEAN: 'BOOLEAN',
  DATE: 'DATE',
  TIMESTAMP_MILLIS: 'DATETIME',
};

interface Field {
  readonly originalType?: string;
  readonly primitiveType?: string;
  readonly repetitionType?: string;
  readonly isNested?: boolean;
  readonly fields?: Readonly<Record<string, Field>>;
}

export interface SecondReading {
  readonly table: FoundTable;
  /** True where every column chunk of every row group is stored uncompressed. */
  readonly uncompressed: boolean;
}

/** Reads Parquet with parquetjs, which shares no code with DuckDB: the second of the two readers. */
export const readWithParquetjs = async (path: string): Promise<SecondReading> => {
  const reader = await ParquetReader.openFile(path);
  try {
    const fields: [string, Field][] = Object.entries(
      reader.schema.schema as Readonly<Record<string, object>>,
    ).map(([name]) => [name, reader.schema.fields[name] as Field]);
    const cursor = reader.getCursor();
    const rows: Cell[][] = [];
    for (;;) {
      const record = (await cursor.next()) as Readonly<Record<string, unknown>> | null;
      if (record === null || record === undefined) break;
      rows.push(fields.map(([name, field]) => toCell(record[name], field)));
    }
    const chunks = (reader.metadata?.row_groups ?? []).flatMap(({ columns }) => columns);
    return {
      table: { columns: fields.map(([name, field]) => ({ name, type: typeOf(field) })), rows },
      uncompressed: chunks.every(({ meta_data }) => Number(meta_data?.codec) === 0),
    };
  } finally {
    await reader.close();
  }
};

const typeOf = (field: Field): string => {
  if (field.repetitionType === 'REPEATED') return 'LIST';
  if (field.isNested === true) return listOf(field) === undefined ? 'STRUCT' : 'LIST';
  const type = field.originalType ?? field.primitiveType ?? '?';
  return types[type] ?? type;
};

/** The names inside a three-level list, and the element's field, where the group is one. */
const listOf = (field: Field): { list: string; element: string; inner: Field } | undefined => {
  const [[list, repeated] = ['', undefined], ...others] = Object.entries(field.fields ?? {});
  if (repeated?.repetitionType !== 'REPEATED' || others.length > 0) return undefined;
  const [[element, inner] = ['', undefined]] = Object.entries(repeated.fields ?? {});
  return inner === undefined ? undefined : { list, element, inner };
};

const toCell = (value: unknown, field: Field | undefined): Cell => {
  if (field?.repetitionType === 'REPEATED') {
    const once = { ...field, repetitionType: 'REQUIRED' };
    const inner = field.fields?.['element'];
    // a list directly in a list stands in a structure of one member, which DuckDB leaves out
    const isWrapped = inner?.repetitionType === 'REPEATED' && Object.keys(field.fields ?? {}).length === 1;
    return ((value ?? []) as readonly unknown[]).map((each) =>
      isWrapped ? toCell((each as { readonly element?: unknown }).element, inner) : toCell(each, once),
    );
  }
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (value instanceof Date) {
    return field?.originalType === 'DATE' ? value.toISOString().slice(0, 10) : value.toISOString();
  }
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  if (typeof value !== 'object') return `${typeof value} ${String(value)}`;
  const members = value as Readonly<Record<string, unknown>>;
  const found = field === undefined ? undefined : listOf(field);
  if (found !== undefined) {
    const list = (members[found.list] ?? []) as readonly Readonly<Record<string, unknown>>[];
    return list.map((entry) => toCell(entry[found.element], found.inner));
  }
  return Object.fromEntries(
    Object.entries(field?.fields ?? {}).map(([name, inner]) => [name, toCell(members[name], inner)]),
  );
};
