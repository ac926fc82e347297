import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob } from '../contract/converter.ts';
import type { Facts } from '../contract/fault.ts';
import type { Misfit } from '../core/convert/json/nested-pinned.ts';
import type { Converted } from './conclude.ts';
import { concludeNested } from './conclude-nested.ts';
import type { JobRoom } from './job-room.ts';
import { leafKey, nestedSelection } from './nested/nested-sql.ts';
import { foundColumns, nestedValues } from './parquet/nested-values.ts';
import { hasMap } from '../core/nested/found-tree.ts';
import { lookInto } from './parquet/look-into.ts';
import { misfitPlaces } from './parquet/misfit-places.ts';
import { nestedSamples } from './parquet/nested-samples.ts';
import { sure, writtenAs } from './parquet/parquet-columns.ts';
import { refuseCollisions } from '../core/nested/schema-tree.ts';
import { staysAsIs } from './parquet/stays-as-is.ts';
import { dateWarnings, isMadeText, observeValues, valueFacts } from './parquet/value-facts.ts';
import { writtenValue } from './parquet/written-value.ts';
import { LineIndex } from './staging/line-index.ts';

/**
 * A Parquet file for a nested table: handed on byte for byte where Celonis can take it as it is, otherwise re-written with
 * the types that Celonis takes, its shape as it is. A map becomes a list of its keys and values.
 */
export const convertNestedParquet = async (
  connection: DuckDBConnection,
  job: ConvertJob,
  room: JobRoom,
): Promise<Converted> => {
  const look = await lookInto(connection, job.source);
  const { query, source, rows } = look;
  refuseCollisions(look.schema);
  const values = nestedValues(look.columns);
  const facts = await valueFacts(query, source, values);
  const typed = values.map((value, index) => ({
    ...value,
    ...writtenAs(value.name, value.found, facts[index] ?? sure),
  }));
  const observed = await observeValues(query, source, typed);
  const byPath = new Map(observed.map((value) => [leafKey(value.path), value]));
  const found = foundColumns(look.columns, byPath);
  const fitting =
    look.plain && staysAsIs(look.schema, job.options.lists ?? 'three-level') && !typed.some(isMadeText);
  return concludeNested(
    {
      reading: {
        format: 'parquet',
        encoding: null,
        dialect: null,
        evidence: look.columns
          .filter(hasMap)
          .map(({ name }) => `column ${name}: a map is a list of its keys and values`),
        warnings: await dateWarnings(query, source, typed),
      },
      rows,
      found,
      leaves: observed.map(({ path, type, observer, characters }) => ({
        path,
        type,
        seen: observer,
        characters,
      })),
      bytes: look.bytes,
      lines: new LineIndex(),
      sources: [job.source],
      handOn: fitting ? job.source : undefined,
      query: (columns) => {
        const selected = nestedSelection(columns, found, job.datesAs, (value, column, path) => {
          const known = byPath.get(leafKey(path));
          return known === undefined ? value : writtenValue(known, value, column.type, job.datesAs);
        });
        return `SELECT ${selected} FROM ${source}`;
      },
      misfits: async (misfits) => {
        const places: NonNullable<Facts['places']> = [];
        for (const misfit of misfits) {
          const value = byPath.get(leafKey(misfit.source));
          places.push(
            ...(value === undefined
              ? [otherShape(misfit)]
              : await misfitPlaces(query, source, value, misfit.known, misfit.path.join('.'))),
          );
        }
        return places;
      },
      samples: (columns) => nestedSamples(look, { columns, found, byPath, datesAs: job.datesAs }),
    },
    job,
    room,
  );
};

const otherShape = ({ path, known, found }: Misfit): NonNullable<Facts['places']>[number] => ({
  column: path.join('.'),
  expected: known.type,
  value: found.type,
});
