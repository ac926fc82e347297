import type { FoundTable } from './cell.ts';
import { columnComplaint, type StatedText } from './stated-values.ts';
import { isObject, NotJson, strictJson, type JsonObject, type JsonValue } from './strict-json.ts';

/** Says what is wrong with a flat conversion of JSON; undefined where it states what the file does. */
export const jsonComplaint = (bytes: Buffer, found: FoundTable): string | undefined => {
  let values: JsonValue[];
  try {
    values = strictJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof NotJson || error instanceof TypeError)
      return `the file is not JSON: ${error.message}`;
    throw error;
  }
  const records = recordsOf(values);
  if (typeof records === 'string') return records;
  if (records === undefined) return undefined;
  if (records.length !== found.rows.length)
    return `${found.rows.length} rows in place of ${records.length} records`;
  return cellsComplaint(records.map(flat), found);
};

/** Undefined where it is left open which list holds the records. */
const recordsOf = (values: readonly JsonValue[]): readonly JsonObject[] | string | undefined => {
  const [only] = values;
  if (
    values.length === 1 &&
    isObject(only) &&
    [...only.values()].some((member) => Array.isArray(member) || isObject(member))
  ) {
    return undefined;
  }
  const elements = values.flatMap((value) => (Array.isArray(value) ? (value as JsonValue[]) : [value]));
  if (elements.every(isObject)) return elements;
  return 'not every record is an object';
};

/** Plain values by their way through the objects; a list makes the record one that a flat table cannot hold. */
const flat = (record: JsonObject): ReadonlyMap<string, JsonValue> => {
  const members = new Map<string, JsonValue>();
  const walk = (object: JsonObject, before: string): void => {
    for (const [written, value] of object) {
      // tabs and line breaks in a name may become blanks
      const name = written.replaceAll(/\s+/g, ' ');
      if (isObject(value)) walk(value, `${before}${name}_`);
      else if (!members.has(`${before}${name}`)) members.set(`${before}${name}`, value);
      else members.set(`${before}${name} twice`, value);
    }
  };
  walk(record, '');
  return members;
};

const cellsComplaint = (
  records: readonly ReadonlyMap<string, JsonValue>[],
  found: FoundTable,
): string | undefined => {
  const columns = new Set(found.columns.map(({ name }) => evened(name)));
  // tabs and line breaks in a name become blanks
  const renamed = records.map(
    (members) => new Map([...members].map(([name, value]) => [evened(name), value] as const)),
  );
  for (const [row, members] of renamed.entries()) {
    for (const [name, value] of members) {
      if (Array.isArray(value)) return `the list in row ${row + 1} was taken into a flat table`;
      if (value !== null && value !== '' && !columns.has(name)) return `no column ${name}`;
    }
  }
  for (const [index, { name, type }] of found.columns.entries()) {
    const texts = renamed.map((members) => stated(members.get(evened(name))));
    const complaint = columnComplaint(
      type,
      texts,
      found.rows.map((row) => row[index] ?? null),
    );
    if (complaint !== undefined) return `column ${name} (${type}): ${complaint}`;
  }
  return undefined;
};

const evened = (name: string): string => name.replaceAll(/\s+/g, ' ').trim();

const stated = (value: JsonValue | undefined): StatedText => {
  if (value === undefined || value === null) return { text: '', quoted: false };
  if (typeof value === 'string') return { text: value, quoted: true };
  if (typeof value === 'boolean') return { text: String(value), quoted: true };
  return { text: (value as { readonly digits: string }).digits, quoted: true, isNumber: true };
};
