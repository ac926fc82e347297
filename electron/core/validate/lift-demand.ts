import type { TargetTable } from '../../contract/configuration.ts';
import type { Fault } from '../../contract/fault.ts';
import type { PinnedSchema } from '../../contract/schema.ts';
import { sameName } from '../convert/column-plan.ts';

/** What is asked of a file that is meant for a table. */
export interface Demands {
  readonly table: TargetTable;
  readonly pinned: PinnedSchema | undefined;
  readonly longTexts: 'refuse' | 'warn';
  /** Damaged rows are passed over. */
  readonly tolerant: boolean;
}

/**
 * The demands less the one that a file has failed, so that a check finds the next one; undefined where nothing can be
 * said beyond this fault.
 */
export const liftDemand = (demands: Demands, { code, facts }: Fault): Demands | undefined => {
  const { table } = demands;
  const { column = '' } = facts;
  const asked = (changes: Partial<TargetTable>): Demands => ({ ...demands, table: { ...table, ...changes } });
  switch (code) {
    case 'key.columnMissing':
    case 'key.null': {
      const primaryKey = table.primaryKey.filter((name) => sameName(name) !== sameName(column));
      // a part of the key may well stand in several rows
      return primaryKey.length === table.primaryKey.length
        ? undefined
        : asked({ primaryKey, duplicateKeys: 'lastWins' });
    }
    case 'key.duplicate':
      return table.duplicateKeys === 'lastWins' ? undefined : asked({ duplicateKeys: 'lastWins' });
    case 'age.columnMissing':
    case 'age.mixedType': {
      const { ageColumn: _, ...rest } = table;
      return table.ageColumn === undefined ? undefined : { ...demands, table: rest };
    }
    case 'value.tooLong':
      return demands.longTexts === 'warn' ? undefined : { ...demands, longTexts: 'warn' };
    case 'nested.inFlat':
      return table.options.arrays === 'json'
        ? undefined
        : asked({ options: { ...table.options, arrays: 'json' } });
    case 'value.doesNotFit': {
      const types = Object.entries(table.options.types ?? {});
      const left = types.filter(([name]) => sameName(name) !== sameName(column));
      return left.length === types.length
        ? undefined
        : asked({ options: { ...table.options, types: Object.fromEntries(left) } });
    }
    case 'delimited.raggedRow':
      return demands.tolerant ? undefined : { ...demands, tolerant: true };
    case 'schema.drift':
      return withoutDrift(demands, facts.places ?? []);
    default:
      return undefined;
  }
};

const withoutDrift = (
  demands: Demands,
  places: readonly { readonly column?: string | undefined; readonly reason?: string | undefined }[],
): Demands | undefined => {
  const { table, pinned } = demands;
  const { drift } = table;
  const reasons = places.map(({ reason }) => reason);
  if (reasons.includes('added') && drift.added === 'reject')
    return { ...demands, table: { ...table, drift: { ...drift, added: 'add' } } };
  if (reasons.includes('missing') && drift.missing === 'reject')
    return { ...demands, table: { ...table, drift: { ...drift, missing: 'accept' } } };
  const columns = new Set(places.map(({ column = '' }) => sameName(column)));
  let lifted = false;
  const texts = (pinned?.columns ?? []).map((reading) => {
    const { name, type, children } = reading.column;
    if (!columns.has(sameName(name)) || type === 'STRING' || children !== undefined) return reading;
    lifted = true;
    return { header: reading.header, column: { name, type: 'STRING' as const } };
  });
  return lifted && pinned !== undefined ? { ...demands, pinned: { ...pinned, columns: texts } } : undefined;
};
