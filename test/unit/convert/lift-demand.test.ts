import { describe, expect, test } from 'vitest';
import { TargetTable } from '../../../electron/contract/configuration.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import { liftDemand, type Demands } from '../../../electron/core/validate/lift-demand.ts';

const demands: Demands = {
  table: TargetTable.parse({
    name: 'order',
    folder: 'drop',
    primaryKey: ['id', 'Line'],
    ageColumn: 'at',
    drift: { added: 'reject', missing: 'reject' },
    options: { types: { qty: 'INTEGER' } },
  }),
  pinned: {
    columns: [
      { column: { name: 'amount', type: 'FLOAT' }, header: 'amount' },
      { column: { name: 'note', type: 'STRING' }, header: 'note' },
    ],
    pinnedAt: '',
    from: '',
  },
  longTexts: 'refuse',
  tolerant: false,
};
const drift = (column: string, reason?: string) =>
  new Fault('schema.drift', { places: [{ column, ...(reason === undefined ? {} : { reason }) }] });

describe('a check goes on without the demand that was failed', () => {
  test.each([
    [new Fault('key.null', { column: 'LINE' }), { table: { primaryKey: ['id'], duplicateKeys: 'lastWins' } }],
    [new Fault('key.duplicate', {}), { table: { duplicateKeys: 'lastWins' } }],
    [new Fault('value.tooLong', {}), { longTexts: 'warn' }],
    [new Fault('delimited.raggedRow', {}), { tolerant: true }],
    [new Fault('value.doesNotFit', { column: 'qty' }), { table: { options: { types: {} } } }],
    [new Fault('nested.inFlat', {}), { table: { options: { arrays: 'json' } } }],
    [drift('plant', 'added'), { table: { drift: { added: 'add', missing: 'reject' } } }],
    [drift('plant', 'missing'), { table: { drift: { added: 'reject', missing: 'accept' } } }],
    [
      drift('amount'),
      { pinned: { columns: [{ column: { type: 'STRING' } }, { column: { type: 'STRING' } }] } },
    ],
  ])('%s', (fault, changed) => {
    const lifted = liftDemand(demands, fault);
    expect(lifted).toMatchObject(changed);
    // the same fault again ends it
    expect(lifted && liftDemand(lifted, fault)).toBeUndefined();
  });

  test('and without an age column', () => {
    expect(
      liftDemand(demands, new Fault('age.mixedType', { column: 'at' }))?.table.ageColumn,
    ).toBeUndefined();
  });

  test('and ends where nothing more can be said', () => {
    expect(liftDemand(demands, new Fault('delimited.unclosedQuote', { line: 3 }))).toBeUndefined();
    expect(liftDemand(demands, drift('note'))).toBeUndefined();
  });
});
