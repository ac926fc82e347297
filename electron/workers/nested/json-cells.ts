import type { Column } from '../../contract/schema.ts';
import { sameName } from '../../core/convert/column-plan.ts';
import { JsonNumber, JsonObject, type JsonValue } from '../../core/convert/json/json-value.ts';
import { isoCellReader, misfit, type ReadCell } from '../../core/convert/read-cell.ts';
import { disagrees } from '../output/second-reader/disagrees.ts';
import type { SampledRecord } from '../output/second-reader/compare-leaf.ts';
import { asWritten } from '../output/second-reader/same-value.ts';
import type { NestedCell } from '../output/second-reader/shred.ts';

/** The text of a plain value; undefined where there is none. */
export const plainText = (value: JsonValue): string | undefined => {
  if (value instanceof JsonNumber) return value.text;
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
};

/** The values that a record must have in the written file, by the rules for texts and without SQL. */
export const jsonCells = (columns: readonly Column[], datesAs: 'native' | 'text') => {
  const readers = new Map<Column, ReadCell>();
  const cell = (value: JsonValue | undefined, column: Column): NestedCell => {
    if (value === null || value === undefined) return null;
    if (column.type === 'STRUCT') {
      if (!(value instanceof JsonObject)) throw unfit(value, column);
      return members(value, column.children ?? []);
    }
    if (column.type === 'LIST') {
      const [element] = column.children ?? [];
      if (!Array.isArray(value) || element === undefined) throw unfit(value, column);
      return (value as readonly JsonValue[]).map((each) => cell(each, element));
    }
    // an object that never has a member has no place in a list of plain values
    if (value instanceof JsonObject && value.keys.length === 0) return null;
    const text = plainText(value);
    if (text === undefined) throw unfit(value, column);
    let read = readers.get(column);
    if (read === undefined) {
      read = isoCellReader({ column, header: column.name });
      readers.set(column, read);
    }
    const found = read(text);
    if (found === misfit) throw unfit(value, column);
    return asWritten(found, column.type, datesAs);
  };
  const members = (value: JsonObject, known: readonly Column[]): Map<string, NestedCell> => {
    const own = new Map(value.keys.map((key, index) => [sameName(key), value.values[index]]));
    return new Map(known.map((column) => [column.name, cell(own.get(sameName(column.name)), column)]));
  };
  return (row: number, record: JsonObject): SampledRecord => ({ row, cells: members(record, columns) });
};

const unfit = (value: JsonValue, column: Column) =>
  disagrees('a value does not fit its column', {
    column: column.name,
    value: plainText(value) ?? (Array.isArray(value) ? '[…]' : '{…}'),
  });
