import type { AgeExample, DemoOutcome, ExpectedTable, Sample } from '../../../electron/compose/demo.ts';
import type { HistoryRow } from '../../../electron/contract/views.ts';

const delivery = (row: Partial<HistoryRow> & Pick<HistoryRow, 'id' | 'source' | 'state'>): HistoryRow => ({
  connection: 'demo',
  connectionId: '00000000-0000-4000-8000-000000004711',
  table: 'order',
  arrivedAt: '2024-03-01T08:00:00.000Z',
  convertedAt: null,
  uploadStartedAt: null,
  deliveredAt: null,
  endedAt: null,
  format: 'delimited',
  rows: null,
  rejectedRows: 0,
  bytesIn: 10,
  bytesOut: null,
  sha256: null,
  key: null,
  etag: null,
  columns: null,
  attempts: [],
  warnings: [],
  error: null,
  peakRss: null,
  archivedPath: null,
  ...row,
});

const sample = (file: string, rows: number, ends: Sample['ends']): Sample => ({
  table: 'order',
  file,
  path: `/samples/${file}`,
  rows,
  says: 'A sample.',
  round: 1,
  ends,
});

/** A small demo: two files for one table, a third that is rejected, a fourth that came before. */
export const expectation: {
  readonly samples: readonly Sample[];
  readonly tables: readonly ExpectedTable[];
  readonly examples: readonly AgeExample[];
} = {
  samples: [
    sample('first.csv', 2, { state: 'delivered', inserted: 2, updated: 0, stale: 0 }),
    sample('again.csv', 2, { state: 'delivered', inserted: 0, updated: 1, stale: 1 }),
    sample('bad.csv', 5, { state: 'rejected', code: 'key.null', row: 3, column: 'id' }),
    sample('copy.csv', 2, { state: 'duplicate' }),
  ],
  tables: [{ table: 'order', rows: 2, types: { id: 'STRING' }, sums: { value: 1_029 } }],
  examples: [
    {
      table: 'order',
      keyColumn: 'id',
      key: '0001',
      ageColumn: 'at',
      shownColumn: 'status',
      first: { age: '2024-03-01T08:00:00Z', value: 'open' },
      again: { age: '2024-03-02T08:00:00Z', value: 'paid' },
      applied: true,
    },
  ],
};

/** What the small demo is to come out as. */
export const asExpected: DemoOutcome = {
  deliveries: [
    delivery({
      id: 1,
      source: 'first.csv',
      state: 'delivered',
      rows: 2,
      key: 'connection/c/order/first_1.parquet',
    }),
    delivery({
      id: 2,
      source: 'again.csv',
      state: 'delivered',
      rows: 2,
      key: 'connection/c/order/again_2.parquet',
    }),
    delivery({
      id: 3,
      source: 'bad.csv',
      state: 'rejected',
      error: { code: 'key.null', message: 'The key is empty.', row: 3, column: 'id' },
    }),
    delivery({ id: 4, source: 'copy.csv', state: 'duplicate' }),
  ],
  loads: [
    { key: 'connection/c/order/first_1.parquet', table: 'order', rows: 2, inserted: 2, updated: 0, stale: 0 },
    { key: 'connection/c/order/again_2.parquet', table: 'order', rows: 2, inserted: 0, updated: 1, stale: 1 },
  ],
  tables: [
    {
      connection: 'demo',
      table: 'order',
      rows: 2,
      columns: [
        { name: 'id', type: 'STRING' },
        { name: 'status', type: 'STRING' },
        { name: 'value', type: 'FLOAT' },
        { name: 'at', type: 'DATETIME' },
      ],
      content: {
        columns: [
          { name: 'id', type: 'STRING' },
          { name: 'status', type: 'STRING' },
          { name: 'value', type: 'FLOAT' },
          { name: 'at', type: 'DATETIME' },
        ],
        rows: [
          ['0001', 'paid', 0.29, '2024-03-02T08:00:00.000Z'],
          ['0002', null, 10, '2024-03-01T09:00:00.000Z'],
        ],
      },
    },
  ],
};
