import type { Column } from '../../contract/schema.ts';
import type { Written } from './parquet-columns.ts';

/** What is written of a value in SQL, as the type that its column has in the table. */
export const writtenValue = (
  { type: own, written, text }: Written,
  value: string,
  type: Column['type'],
  datesAs: 'native' | 'text',
): string => {
  if (type === 'STRING') return own === 'STRING' ? written(value) : text(value);
  if (type === 'FLOAT') return `CAST(${written(value)} AS DOUBLE)`;
  if (datesAs === 'text' && type === 'DATE') return `strftime(${written(value)}, '%Y-%m-%d')`;
  if (datesAs === 'text' && type === 'DATETIME') return `strftime(${written(value)}, '%Y-%m-%dT%H:%M:%S.%g')`;
  return written(value);
};
