import { ownText } from '../own-text.ts';

export type Flaw = 'textAfterQuote' | 'unclosedQuote' | 'quoteInCell' | 'tooLong';

export interface CutRow {
  /** 1-based line in which the row begins. */
  readonly line: number;
  readonly width: number;
  readonly cells: readonly string[];
  /** Which cells were quoted; absent where none was. */
  readonly quoted?: readonly boolean[];
  /** The row as it stands in the file, without its end. */
  readonly raw: string;
  readonly flaw?: { readonly kind: Flaw; readonly line: number };
}

/** A row without quotes: cut into cells only when somebody asks for them. */
export class PlainRow implements CutRow {
  readonly line: number;
  readonly raw: string;
  readonly #delimiter: string;
  #cells: string[] | undefined;

  constructor(line: number, raw: string, delimiter: string) {
    this.line = line;
    this.raw = raw;
    this.#delimiter = delimiter;
  }

  get cells(): readonly string[] {
    return (this.#cells ??= this.raw.split(this.#delimiter));
  }

  get width(): number {
    if (this.#cells !== undefined) return this.#cells.length;
    const delimiter = this.#delimiter;
    let width = 1;
    for (
      let at = this.raw.indexOf(delimiter);
      at >= 0;
      at = this.raw.indexOf(delimiter, at + delimiter.length)
    )
      width += 1;
    return width;
  }
}

/**
 * Whether a quote opens in the middle of a cell and closes at the end of a later one (`12"Screw, M4"`): a delimiter was
 * lost, and the one inside the quotes stands in for it. Signs for inches (`5" long`) do not look like that.
 */
export const opensInCell = (cells: readonly string[], quoted: readonly boolean[], quote: string): boolean => {
  let isOpen = false;
  for (const [index, cell] of cells.entries()) {
    if (quoted[index] === true || !cell.includes(quote)) continue;
    const isOdd = cell.split(quote).length % 2 === 0;
    if (isOpen && isOdd && cell.endsWith(quote)) return true;
    const next = cell.charAt(cell.indexOf(quote) + 1);
    isOpen ||= isOdd && next.trim() !== '';
  }
  return false;
};

/** The same row in memory of its own, to be kept for long. */
export const ownRow = (row: CutRow): CutRow => ({
  ...row,
  line: row.line,
  width: row.width,
  raw: ownText(row.raw),
  cells: row.cells.map(ownText),
});

/** Without quotes, a backslash takes the delimiter behind it (and another backslash) as text. */
export const cutEscaped = (raw: string, delimiter: string): string[] => {
  const cells: string[] = [];
  let cell = '';
  for (let at = 0; at < raw.length;) {
    if (raw[at] === '\\' && raw.startsWith(delimiter, at + 1)) {
      cell += delimiter;
      at += 1 + delimiter.length;
    } else if (raw[at] === '\\' && raw[at + 1] === '\\') {
      cell += '\\';
      at += 2;
    } else if (raw.startsWith(delimiter, at)) {
      cells.push(cell);
      cell = '';
      at += delimiter.length;
    } else {
      cell += raw[at];
      at += 1;
    }
  }
  cells.push(cell);
  return cells;
};
