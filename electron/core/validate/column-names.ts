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
  const warnings: Warning[] = [];
  const names = headers.map((header, index) => {
    const name = header.trim().replace(/\s*[\r\n\t]+\s*/g, ' ');
    if (name !== '') return name;
    const given = `column_${index + 1}`;
    warnings.push(warning('column.unnamed', { column: given, place: index + 1 }));
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
    if (!safe.test(name)) warnings.push(warning('column.nameUnsafe', { column: name }));
  }
  return { names, warnings };
};

const hasControl = (name: string): boolean => [...name].some((sign) => sign < ' ' || sign === '\u007f');
