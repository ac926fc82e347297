import { z } from 'zod';
import { ColumnType } from './state.ts';

/** A column as it is written: its Celonis type, and for nested data what is inside. */
export type Column = {
  readonly name: string;
  readonly type: ColumnType | 'STRUCT' | 'LIST';
  /** STRUCT: its members. LIST: one element, named `element`. */
  readonly children?: readonly Column[] | undefined;
};
export const Column: z.ZodType<Column> = z.lazy(() =>
  z.object({
    name: z.string(),
    type: z.union([ColumnType, z.literal('STRUCT'), z.literal('LIST')]),
    children: z.array(Column).optional(),
  }),
);

/** How the texts of one column are read: what was learned from the first file, so that the next is read the same way. */
export const ColumnReading = z.object({
  column: Column,
  /** The header's text as the file had it. */
  header: z.string(),
  decimalSeparator: z.string().optional(),
  thousandsSeparator: z.string().optional(),
  trailingMinus: z.boolean().optional(),
  dateFormat: z.string().optional(),
});
export type ColumnReading = z.infer<typeof ColumnReading>;

/** A table's schema, learned from its first file or set by a person. */
export const PinnedSchema = z.object({
  columns: z.array(ColumnReading),
  pinnedAt: z.string(),
  /** The file it was learned from, or `person`. */
  from: z.string(),
});
export type PinnedSchema = z.infer<typeof PinnedSchema>;

/** A table that Celonis will build from a (nested) file: Sluice's preview, not Celonis's promise. */
export const DerivedTable = z.object({
  name: z.string(),
  parent: z.string().optional(),
  /** Path of members from the record to the list this table is made of; empty for the root. */
  path: z.array(z.string()),
  columns: z.array(
    z.object({
      name: z.string(),
      type: ColumnType,
      primaryKey: z.boolean(),
      /** `table.column` that it refers to. */
      foreignKey: z.string().optional(),
      ageColumn: z.boolean(),
      /** Where the value stands inside the record (or list element); empty for generated columns. */
      source: z.array(z.string()),
    }),
  ),
});
export type DerivedTable = z.infer<typeof DerivedTable>;
