import type { Warning } from '../../contract/converter.ts';
import { warning } from '../../contract/words/warning.ts';
import { Fault } from '../../contract/fault.ts';

/** Names that Celonis keeps for itself (domain, "Types and names"). */
const reserved = new Set(['_celonis_id', '_celonis_change_date', '__celonis_order', 'epoch']);
const safe = /^[\p{L}\p{N}_-]+$/u;
const LONGEST_NAME = 255;

export interface NamedColumns {
  readonly names: readonly string[];
  readonly warnings: readonly Warning[];
}

/**
 * Column names from a file's headers: blanks around are no part of a name, line breaks in it become blanks, an empty
 * header becomes `column_N`. Throws `column.nameReserved`, `column.nameCollision` or `column.nameIllegal`.
 */
export const columnNames = (headers: readonly string[]): NamedColumns => {
  const unnamed: string[] = [];
  const names = headers.map((header, index) => {
    const name = header.trim().replace(/\s*[\r\n\t]+\s*/g, ' ');
    if (name !== '') return name;
    const given = `column_${index + 1}`;
    unnamed.push(given);
    return given;
  });
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.toLowerCase();
    const before = seen.get(key);
    if (before !== undefined) {
      throw new Fault('column.nameCollision', {
        column: name,
        ...(before === name ? {} : { reason: `${before} and ${name}` }),
      });
    }
    seen.set(key, name);
    if (reserved.has(key)) throw new Fault('column.nameReserved', { column: name });
    if (name.length > LONGEST_NAME)
      throw new Fault('column.nameIllegal', {
        column: name.slice(0, 200),
        reason: `longer than ${LONGEST_NAME} characters`,
        limit: LONGEST_NAME,
      });
    if (hasControl(name))
      throw new Fault('column.nameIllegal', {
        column: JSON.stringify(name),
        reason: 'a control character is in it',
      });
  }
  const unsafe = names.filter((name) => !safe.test(name));
  const warnings = [...aboutColumns('column.unnamed', unnamed), ...aboutColumns('column.nameUnsafe', unsafe)];
  return { names, warnings };
};

const SHOWN = 5;

/** One warning for all columns of one cause; none where there are none. */
export const aboutColumns = (
  code: 'column.unnamed' | 'column.nameUnsafe' | 'columns.empty' | 'columns.added' | 'columns.ignored',
  columns: readonly string[],
): Warning[] => {
  const [column] = columns;
  if (column === undefined) return [];
  const more = columns.length - SHOWN;
  const names = columns.slice(0, SHOWN).join(', ');
  return [warning(code, { column, count: columns.length, names, ...(more > 0 ? { more } : {}) })];
};

const hasControl = (name: string): boolean => [...name].some((sign) => sign < ' ' || sign === '\u007f');
