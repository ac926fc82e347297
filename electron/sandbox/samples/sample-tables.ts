import type { z } from 'zod';
import type { TargetTable } from '../../contract/configuration.ts';

export type SampleTable = z.input<typeof TargetTable>;

/** The target tables of the samples, for a configuration; `folderOf` says where each is watched. */
export const sampleTables = (folderOf: (table: string) => string): readonly SampleTable[] => [
  { name: 'customer', folder: folderOf('customer'), structure: 'flat', primaryKey: ['customer_id'] },
  {
    name: 'order_header',
    folder: folderOf('order_header'),
    structure: 'flat',
    primaryKey: ['order_id'],
    ageColumn: 'changed_at',
  },
  {
    name: 'orders',
    folder: folderOf('orders'),
    structure: 'nested',
    primaryKey: ['order_id'],
    ageColumn: 'order_date',
  },
  { name: 'activity', folder: folderOf('activity'), structure: 'flat' },
];
