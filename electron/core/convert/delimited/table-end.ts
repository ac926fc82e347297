import type { ReadOptions } from '../../../contract/configuration.ts';
import type { Warning } from '../../../contract/converter.ts';
import { cellLook, isTyped } from './cell-look.ts';
import type { Table } from './choose-table.ts';
import type { CutRow } from './cut-row.ts';
import type { DelimitedSurvey, Run } from './survey.ts';

const totalWord =
  /^(?:grand\s+|sub)?(?:total|sum|summe|gesamt(?:summe|betrag)?|zwischensumme|endsumme|somme|totale|totaal|suma|итого|合計)\b[\s:]*/i;
const footerWord =
  /^(?:\(?\d[\d.,]* (?:rows?|records?|lines?|zeilen|datens[äa]tze|entries)|end of|ende|eof\b|records?\b|rows?\b|anzahl|number of|source|quelle|note|hinweis|generated|created|erstellt|report|page|seite|stand\b|©|\*|#|--)/i;

/** The last line of the data: what stands below is a footer, a total or blank. */
export const tableEnd = (
  survey: DelimitedSurvey,
  table: Table,
  firstLine: number,
  options: ReadOptions,
  tolerant: boolean,
  warnings: Warning[],
): number => {
  const lastRun = table.runs[table.runs.length - 1];
  let lastLine = lastRun?.lastLine ?? 0;
  for (const run of table.behind) {
    if (!isFooter(run, survey, table)) return Infinity;
    const text = (run.first[0]?.raw ?? '').trim();
    const message = `lines ${run.firstLine} to ${table.behind[table.behind.length - 1]?.lastLine ?? run.lastLine} stand below the table and are passed over (“${text.slice(0, 60)}”).`;
    warnings.push({ code: 'rows.footer', row: run.firstLine, value: text.slice(0, 200), message });
    break;
  }
  // a total has the shape of a row, but lacks what every row above it has
  const tail = survey.last.filter(
    (row) => row.cells.length === table.width && row.line >= firstLine && row.line <= lastLine,
  );
  for (let index = tail.length - 1; index > 0; index -= 1) {
    const row = tail[index];
    const above = tail.slice(Math.max(0, index - 6), index);
    if (row === undefined || (options.skipRowsBelow ?? 0) > 0) break;
    const empty = row.cells.every((cell) => cell.trim() === '');
    if (!empty && !isTotal(row, above)) break;
    lastLine = row.line - 1;
    const message = empty
      ? `line ${row.line} below the table is empty and is passed over.`
      : `line ${row.line} holds a total and is passed over (“${row.raw.slice(0, 60)}”).`;
    warnings.push({
      code: empty ? 'rows.empty' : 'rows.total',
      row: row.line,
      value: row.raw.slice(0, 200),
      message,
    });
  }
  const below = options.skipRowsBelow ?? 0;
  if (below > 0) lastLine = tail[tail.length - 1 - below]?.line ?? firstLine - 1;
  return lastLine;
};

/** Whether what stands below a table is no row of it: a note, a total, the end of a report. */
export const isFooter = (run: Run, survey: DelimitedSurvey, table: Table): boolean => {
  const text = (run.first[0]?.raw ?? '').trim();
  if (!run.apart && isStartOfValue(text, survey, table)) return false;
  if (totalWord.test(text.replace(/^["'|;,\t ]+/, '')) && run.rows === 1) return true;
  if (footerWord.test(text)) return run.width === 1 || run.apart;
  // a row that was cut off stands alone, too; a note has words
  return (
    run.apart &&
    run.width === 1 &&
    /\p{L}{2}/u.test(text) &&
    !text.includes('\0') &&
    text.split('"').length % 2 === 1 &&
    !isTyped(cellLook(text))
  );
};

/** `Ende` is no footer where values begin so: the file was cut off in the middle of its last row. */
const isStartOfValue = (text: string, survey: DelimitedSurvey, table: Table): boolean => {
  const rows = [...table.runs.flatMap((run) => (run.width === table.width ? run.first : [])), ...survey.last];
  return rows.some(({ raw, cells }) => raw.trim() !== text && cells.some((cell) => cell.startsWith(text)));
};

const isTotal = (row: CutRow, above: readonly CutRow[]): boolean => {
  const first = firstText(row);
  const rows = above.filter((other) => !isTotalWord(firstText(other)));
  if (!isTotalWord(first) || rows.length === 0) return false;
  // a word for a total in a column of numbers or dates is no value of it
  const place = row.cells.findIndex((cell) => cell.trim() === first);
  if (rows.length > 1 && rows.every((other) => isTyped(cellLook(other.cells[place] ?? '')))) return true;
  return row.cells.some(
    (cell, column) => cell.trim() === '' && rows.every((other) => (other.cells[column] ?? '').trim() !== ''),
  );
};

const firstText = (row: CutRow): string => row.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
const isTotalWord = (text: string): boolean => totalWord.test(text) || /^\*+$/.test(text);
