import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob } from '../contract/converter.ts';
import { Fault, type Facts } from '../contract/fault.ts';
import type { Column, ColumnReading } from '../contract/schema.ts';
import { pinnedReading, planColumns, sameName } from '../core/convert/column-plan.ts';
import { columnNames } from '../core/validate/column-names.ts';
import { conclude, type Converted } from './conclude.ts';
import { convertNestedParquet } from './convert-nested-parquet.ts';
import { duckdbType } from './duckdb/cast.ts';
import { identifier } from './duckdb/sql-text.ts';
import type { JobRoom } from './job-room.ts';
import { inspectParquet, type InspectedColumn, type InspectedParquet } from './parquet/inspect-parquet.ts';
import { misfitPlaces } from './parquet/misfit-places.ts';
import { handedOn } from './output/seal-output.ts';
import { withParquet } from './parquet/with-parquet.ts';
import { writtenValue } from './parquet/written-value.ts';
import { LineIndex } from './staging/line-index.ts';
import type { StagedColumn } from './staging/staged-column.ts';

/**
 * A Parquet file is handed on byte for byte where Celonis can take it as it is: uncompressed, of the right types, with
 * the right names and columns. Otherwise it is re-written.
 */
export const convertParquet = (job: ConvertJob, room: JobRoom): Promise<Converted> =>
  withParquet(job, room, (connection) =>
    job.structure === 'nested'
      ? convertNestedParquet(connection, job, room)
      : convertFlatParquet(connection, job, room),
  );

const convertFlatParquet = async (
  connection: DuckDBConnection,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const found = await inspectParquet(connection, job.source, job.options, (name) => isText(job, name));
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
    const { column } = plan.pinned ?? own;
    const { observer, characters } = source;
    return [{ reading: { ...own, column }, staged: plan.index, observer, characters }];
  });
  await refuseMisfits(columns, found);
  const whole = columns.length === found.columns.length && planned.missing.length === 0;
  const same = columns.every(({ reading: { column }, staged }) => {
    const source = found.columns[staged];
    return column.name === source?.name && column.type === source.type;
  });
  const inOrder = columns.every(({ staged }, index) => staged === index);
  const handOn = found.fitting && whole && same && inOrder && job.datesAs === 'native';
  return conclude({
    reading: {
      format: 'parquet',
      encoding: null,
      dialect: null,
      evidence: [handOn ? handedOn : 're-written: compression, types or names are not what Celonis takes'],
    },
    job,
    room,
    source: {
      bytes: found.bytes,
      files: [job.source],
      handOn: handOn ? job.source : undefined,
      query: (outputs) =>
        `SELECT ${outputs
          .map(({ reading: { column }, staged }) => {
            const source = staged === undefined ? undefined : found.columns[staged];
            return `${retyped(source, column, job.datesAs)} AS ${identifier(column.name)}`;
          })
          .join(', ')} FROM ${found.source}`,
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
    warnings: [...named.warnings, ...planned.warnings],
  });
};

/** Text by a person's word or by the pinned schema, whatever the file says. */
const isText = ({ options, pinned }: ConvertJob, name: string): boolean => {
  const known = pinnedReading(pinned, name);
  if (known !== undefined) return known.column.type === 'STRING';
  const told = Object.entries(options.types ?? {}).find(([column]) => sameName(column) === sameName(name));
  return told === undefined ? options.allText === true : told[1] === 'STRING';
};

/** The file states its types: a column that is of another than the pinned one must hold no value that is lost in it. */
const refuseMisfits = async (columns: readonly StagedColumn[], found: InspectedParquet): Promise<void> => {
  const places: NonNullable<Facts['places']> = [];
  for (const { reading, staged } of columns) {
    const source = found.columns[staged];
    const { column } = reading;
    if (source === undefined || source.type === column.type || source.observer.values === 0) continue;
    places.push(...(await misfitPlaces(found.query, found.source, source, column, column.name)));
  }
  const [first] = places;
  if (first === undefined) return;
  throw new Fault('schema.drift', {
    ...first,
    count: places.length,
    reason: `column ${first.column ?? ''} is ${first.reason ?? ''} in place of ${first.expected ?? ''}`,
    places: places.slice(0, 10),
  });
};

/** What is written of a column in SQL, as the type that the table has. */
const retyped = (
  source: InspectedColumn | undefined,
  { type }: Column,
  datesAs: 'native' | 'text',
): string => {
  if (source === undefined || source.observer.values === 0) {
    const asText = datesAs === 'text' && (type === 'DATE' || type === 'DATETIME');
    return `CAST(NULL AS ${asText ? 'VARCHAR' : duckdbType[type]})`;
  }
  return writtenValue(source, source.value, type, datesAs);
};
