import type { DuckDBConnection } from '@duckdb/node-api';
import { Fault } from '../../contract/fault.ts';
import type { DerivedTable } from '../../contract/schema.ts';
import { deriveTables } from '../../core/nested/derive-tables.ts';
import type { SandboxTable } from '../options.ts';
import type { Arrival } from '../store/arrivals.ts';
import {
  prepareTable,
  qualified,
  refuseChangedShapes,
  sameName,
  schemaOf,
  storedTables,
  type StoredTable,
} from './catalogue.ts';
import { checkValues } from './check-values.ts';
import type { ParquetFile } from './inspect-parquet.ts';
import { judgeRows, type Counts } from './judge-rows.ts';
import { LoadError, loadErrors } from './load-error.ts';
import { identifier } from './sql.ts';
import { dropStages, stageFile, type Stage } from './stage.ts';

/** Loads one object into its tables, inside a transaction that the caller has begun. Throws a `LoadError`. */
export const loadObject = async (
  connection: DuckDBConnection,
  arrival: Arrival,
  file: ParquetFile,
): Promise<Counts> => {
  const schema = schemaOf(arrival.connectionId);
  const derived = derivedTables(arrival.table, file);
  const stored = (await storedTables(connection)).filter((table) => table.schema === schema);
  refuseForeignTables(arrival.table.name, derived, stored);
  refuseChangedShapes(derived, stored);

  const targets: StoredTable[] = [];
  for (const table of derived) {
    const known = stored.find(({ name }) => sameName(name, table.name));
    targets.push(await prepareTable(connection, schema, arrival.table.name, table, known));
  }
  const stages = await stageFile(connection, {
    source: file.source,
    columns: file.columns,
    tables: derived,
    number: arrival.number,
  });
  for (const stage of stages) await checkValues(connection, stage);
  const counts = await apply(connection, arrival.table, stages, targets, stored);
  await dropStages(connection, stages);
  return counts;
};

const apply = async (
  connection: DuckDBConnection,
  table: SandboxTable,
  stages: readonly Stage[],
  targets: readonly StoredTable[],
  stored: readonly StoredTable[],
): Promise<Counts> => {
  const [rootStage, rootTarget] = [stages[0], targets[0]];
  if (rootStage === undefined || rootTarget === undefined) return { inserted: 0, updated: 0, stale: 0 };
  if (table.primaryKey.length === 0) {
    const inserted = await insert(connection, stages, targets, '');
    return { inserted, updated: 0, stale: 0 };
  }
  const verdict = await judgeRows(connection, rootStage, rootTarget);
  const family = stored.filter(
    ({ root, name }) => sameName(root, table.name) && !targets.some((t) => sameName(t.name, name)),
  );
  // only new keys: nothing that is stored is replaced
  const replaces = verdict.updated > 0 || verdict.stale > 0;
  for (const target of replaces ? [...targets, ...family] : []) {
    // The record's key stands in the root as itself and in every table below as a foreign key.
    const own = verdict.keys.flatMap((key) => {
      const name = target.name === rootTarget.name ? key : `${table.name}$${key}`;
      return target.columns.find((column) => sameName(column.name, name))?.name ?? [];
    });
    // A table from before the key was chosen has nothing to be found by.
    if (own.length < verdict.keys.length) continue;
    const matches = own.map((name, index) => `stored.${identifier(name)} = replaced.k${index}`);
    await connection.run(
      `DELETE FROM ${qualified(target)} AS stored USING (SELECT * FROM temp.verdict WHERE keep) AS replaced WHERE ${matches.join(' AND ')}`,
    );
  }
  await insert(connection, stages, targets, 'WHERE row IN (SELECT row FROM temp.verdict WHERE keep)');
  await connection.run('DROP TABLE temp.verdict');
  return { inserted: verdict.inserted, updated: verdict.updated, stale: verdict.stale };
};

/** Inserts every stage into its table; gives the number of rows of the root. */
const insert = async (
  connection: DuckDBConnection,
  stages: readonly Stage[],
  targets: readonly StoredTable[],
  where: string,
): Promise<number> => {
  let rootRows: number | undefined;
  for (const [index, stage] of stages.entries()) {
    const target = targets[index];
    if (target === undefined) continue;
    const names = target.columns.map(({ name }) => identifier(name)).join(', ');
    // A view gives its rows in the order of the file by itself.
    const order = stage.kind === 'TABLE' ? 'ORDER BY rowid' : '';
    const result = await connection.run(
      `INSERT INTO ${qualified(target)} (${names}) SELECT ${stage.columns.join(', ')} FROM temp.${stage.name} ${where} ${order}`,
    );
    rootRows ??= result.rowsChanged;
  }
  return rootRows ?? 0;
};

const derivedTables = (table: SandboxTable, { columns }: ParquetFile): readonly DerivedTable[] => {
  try {
    return deriveTables({
      table: table.name,
      columns,
      primaryKey: table.primaryKey,
      ageColumn: table.ageColumn,
      ...(table.structure === 'nested' ? { nested: true } : {}),
    });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const column = error.facts.column ?? '';
    switch (error.code) {
      case 'key.columnMissing':
        throw new LoadError(loadErrors.keyMissing, `column ${column}`);
      case 'age.columnMissing':
        throw new LoadError(loadErrors.ageMissing, `column ${column}`);
      case 'column.nameReserved':
        throw new LoadError(loadErrors.nameReserved, `column ${column}`);
      case 'column.nameCollision':
        throw new LoadError(loadErrors.nameCollision, `${error.facts.found ?? ''} and ${column}`);
      default:
        throw error;
    }
  }
};

/** A child's name may be that of another target table; then neither may touch the other's rows. */
const refuseForeignTables = (
  root: string,
  derived: readonly DerivedTable[],
  stored: readonly StoredTable[],
): void => {
  for (const table of derived) {
    const known = stored.find(({ name }) => sameName(name, table.name));
    if (known !== undefined && !sameName(known.root, root)) {
      throw new LoadError(loadErrors.nameCollision, `table ${table.name} belongs to ${known.root}`);
    }
  }
};
