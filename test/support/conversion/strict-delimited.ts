/** How a text is cut, as somebody knows who wrote it. */
export interface KnownDialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: 'doubled' | 'backslash' | 'none';
}

/** What ends a row outside quotes: any of LF, CRLF and CR; LF and CRLF; CRLF alone. */
export type RowEnds = 'any' | 'feeds' | 'pairs';

export interface StrictRow {
  readonly cells: readonly string[];
  readonly quoted: readonly boolean[];
}

/** A fault of the text by the letter of its dialect: nothing may be made of such a file. */
export class Malformed extends Error {}

/**
 * Reads delimited text character by character and by the letter: a quote opens only at the beginning of a cell, closes
 * only before a delimiter or the end of the row, and must close. It shares no code with Sluice.
 */
export const strictRows = (text: string, dialect: KnownDialect, ends: RowEnds): StrictRow[] => {
  const { delimiter, quote, escape } = dialect;
  const rows: StrictRow[] = [];
  let cells: string[] = [];
  let quoted: boolean[] = [];
  let cell = '';
  let at = 0;
  const endWidth = (): number => {
    if (text[at] === '\r' && text[at + 1] === '\n') return 2;
    if (text[at] === '\n') return ends === 'pairs' ? 0 : 1;
    return text[at] === '\r' && ends === 'any' ? 1 : 0;
  };
  const endCell = (wasQuoted: boolean): void => {
    cells.push(cell);
    quoted.push(wasQuoted);
    cell = '';
  };
  const endRow = (): void => {
    rows.push({ cells, quoted });
    cells = [];
    quoted = [];
  };
  while (at < text.length) {
    // the beginning of a cell
    let wasQuoted = false;
    if (quote !== '' && text[at] === quote) {
      wasQuoted = true;
      at += 1;
      for (;;) {
        if (at >= text.length) throw new Malformed(`row ${rows.length + 1}: a quote is not closed`);
        if (
          escape === 'backslash' &&
          text[at] === '\\' &&
          (text[at + 1] === quote || text[at + 1] === '\\')
        ) {
          cell += text[at + 1];
          at += 2;
        } else if (text[at] !== quote) {
          cell += text[at];
          at += 1;
        } else if (escape === 'doubled' && text[at + 1] === quote) {
          cell += quote;
          at += 2;
        } else {
          at += 1;
          break;
        }
      }
      if (at < text.length && !text.startsWith(delimiter, at) && endWidth() === 0) {
        throw new Malformed(`row ${rows.length + 1}: text behind a closing quote`);
      }
    } else {
      while (at < text.length && !text.startsWith(delimiter, at) && endWidth() === 0) {
        cell += text[at];
        at += 1;
      }
    }
    endCell(wasQuoted);
    if (at >= text.length) {
      endRow();
    } else if (endWidth() > 0) {
      at += endWidth();
      endRow();
    } else {
      at += delimiter.length;
      // a delimiter at the very end: one more cell, empty
      if (at >= text.length) {
        endCell(false);
        endRow();
      }
    }
  }
  return rows;
};
