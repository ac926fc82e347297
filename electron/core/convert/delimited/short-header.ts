import type { ReadOptions } from '../../../contract/configuration.ts';
import { Fault } from '../../../contract/fault.ts';
import { cellLook, type CellLook } from './cell-look.ts';
import type { Table } from './choose-table.ts';
import type { CutRow } from './cut-row.ts';

/**
 * A header with fewer fields than the rows, whose last fields are empty in all of them: either the rows close with a
 * delimiter and the header does not, or a delimiter of the header was lost and every name behind it stands over the
 * wrong column. The first is believed if the last name fits its column, if all names are quoted (two that run together
 * would have quotes between), or if a person says where the header is.
 */
export const shortHeaderOf = (
  table: Table,
  rows: readonly CutRow[],
  filledWidth: number,
  options: ReadOptions,
): CutRow | undefined => {
  const above = table.before[table.before.length - 1];
  const header = above?.first[above.first.length - 1];
  if (above === undefined || header === undefined || (table.runs[0]?.apart ?? false)) return undefined;
  if (above.width >= table.width || above.width < filledWidth) return undefined;
  const place = above.width - 1;
  const fits = fitsName(
    header.cells[place] ?? '',
    rows.map(({ cells }) => cells[place] ?? ''),
  );
  const isQuoted = header.cells.every(
    (cell, index) => header.quoted?.[index] === true && !cell.includes('"'),
  );
  if (options.headerRow === header.line || fits || isQuoted) return header;
  throw new Fault('delimited.raggedRow', {
    line: header.line,
    found: String(above.width),
    expected: String(table.width),
    count: 1,
    reason: `the header lacks a delimiter, or the rows close with one: set headerRow: ${header.line} if they do`,
  });
};

const numberNames =
  /(?:^|[\s_.-])(?:amount|price|cost|sum|total|qty|quantity|count|number|rate|weight|value|betrag|preis|kosten|summe|menge|anzahl|gewicht|wert)(?:$|[\s_.-])/i;
const dateNames =
  /(?:^|[\s_.-])(?:date|day|time|timestamp|datum|tag|zeit|uhrzeit|created|updated|changed|posted|since|until)(?:$|[\s_.-])/i;

/** Whether a name says what its column holds: an amount over numbers, a date over dates. */
const fitsName = (name: string, values: readonly string[]): boolean => {
  const looks = values.map(cellLook).filter((look) => look !== 'empty');
  const all = (...wanted: readonly CellLook[]) =>
    looks.length > 0 && looks.every((look) => wanted.includes(look));
  return (numberNames.test(name) && all('number')) || (dateNames.test(name) && all('date'));
};
