import type { ConvertJob } from '../contract/converter.ts';
import { Fault } from '../contract/fault.ts';
import type { ColumnReading } from '../contract/schema.ts';
import { planColumns } from '../core/convert/column-plan.ts';
import { columnNames } from '../core/validate/column-names.ts';
import { conclude, type Converted } from './conclude.ts';
import { convertNestedParquet } from './convert-nested-parquet.ts';
import { openDatabase } from './duckdb/open-database.ts';
import { identifier, literal } from './duckdb/sql-text.ts';
import type { JobRoom } from './job-room.ts';
import { inspectParquet, type InspectedParquet } from './parquet/inspect-parquet.ts';
import { LineIndex } from './staging/line-index.ts';
import type { StagedColumn } from './staging/staged-column.ts';

/**
 * A Parquet file is handed on byte for byte where Celonis can take it as it is: uncompressed, of the right types, with
 * the right names and columns. Otherwise it is re-written.
 */
export const convertParquet = async (job: ConvertJob, room: JobRoom): Promise<Converted> => {
  const found = await inspect(job, room).catch((error: unknown) => {
    if (job.structure === 'nested' && error instanceof Fault && error.code === 'nested.inFlat')
      return undefined;
    throw error;
  });
  if (found === undefined) return convertNestedParquet(job, room);
  const named = columnNames(job.options.columnNames ?? found.columns.map(({ name }) => name));
  const fileColumns = named.names.map((name, index) => ({
    name,
    header: found.columns[index]?.name ?? name,
  }));
  const planned = planColumns(fileColumns, { ...job.options, types: {} }, job.pinned, job.drift);
  const columns = planned.columns.flatMap((plan): StagedColumn[] => {
    const source = found.columns[plan.index];
    if (source === undefined) return [];
    const own: ColumnReading = { column: { name: plan.name, type: source.type }, header: plan.header };
    const reading = plan.pinned ?? own;
    if (
      reading.column.type !== source.type &&
      !(reading.column.type === 'FLOAT' && source.type === 'INTEGER')
    ) {
      const place = { column: plan.name, expected: reading.column.type, found: source.type };
      throw new Fault('schema.drift', {
        ...place,
        reason: `column ${plan.name} is ${source.type} in place of ${reading.column.type}`,
        places: [{ column: plan.name, expected: reading.column.type, reason: source.type }],
      });
    }
    return [
      {
        reading: { ...own, column: reading.column },
        staged: plan.index,
        observer: source.observer,
        characters: source.characters,
      },
    ];
  });
  const whole = columns.length === found.columns.length && planned.missing.length === 0;
  const sameNames = columns.every(
    ({ reading, staged }) => reading.column.name === found.columns[staged]?.name,
  );
  const inOrder = columns.every(({ staged }, index) => staged === index);
  const handOn = found.fitting && whole && sameNames && inOrder && job.datesAs === 'native';
  return conclude({
    reading: {
      format: 'parquet',
      encoding: null,
      dialect: null,
      evidence: [
        handOn
          ? 'handed on byte for byte'
          : 're-written: compression, types or names are not what Celonis takes',
      ],
    },
    job,
    room,
    source: {
      bytes: found.rows * Math.max(1, found.columns.length) * 16,
      files: [job.source],
      handOn: handOn ? job.source : undefined,
      query: (outputs) =>
        `SELECT ${outputs
          .map(({ reading: { column }, staged }) => {
            const value = staged === undefined ? 'NULL' : (found.columns[staged]?.written ?? 'NULL');
            return `${retyped(value, column.type, job.datesAs)} AS ${identifier(column.name)}`;
          })
          .join(', ')} FROM read_parquet(${literal(job.source)})`,
    },
    staged: {
      rows: found.rows,
      columns,
      width: found.columns.length,
      warnings: found.warnings,
      evidence: columns.map(
        ({ reading: { column }, staged }) =>
          `column ${column.name}: ${found.columns[staged]?.found ?? 'absent'} in the file, written as ${column.type}`,
      ),
      samples: found.samples,
      lines: new LineIndex(),
    },
    added: planned.added,
    missing: planned.missing,
    warnings: named.warnings,
  });
};

const inspect = async (job: ConvertJob, room: JobRoom): Promise<InspectedParquet> => {
  const database = await openDatabase({ ...job, files: [job.source] });
  const interrupt = () => database.connection.interrupt();
  room.signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await inspectParquet(database.connection, job.source);
  } finally {
    room.signal.removeEventListener('abort', interrupt);
    database.close();
  }
};

const retyped = (
  value: string,
  type: ColumnReading['column']['type'],
  datesAs: 'native' | 'text',
): string => {
  if (type === 'FLOAT') return `CAST(${value} AS DOUBLE)`;
  if (datesAs === 'text' && type === 'DATE') return `strftime(${value}, '%Y-%m-%d')`;
  if (datesAs === 'text' && type === 'DATETIME') return `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%g')`;
  return value;
};
