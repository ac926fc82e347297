import type { ReadOptions } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';
import { ColumnEvidence } from '../../core/convert/xlsx/column-evidence.ts';
import {
  findHeader,
  headerAt,
  headerSpanning,
  type FoundHeader,
  type SeenRow,
} from '../../core/convert/xlsx/find-header.ts';
import { serialMoment } from '../../core/convert/xlsx/serial-date.ts';
import type { LineSpill } from '../source/line-spill.ts';
import type { SheetCell, SheetRow } from './sheet-listener.ts';

/** Rows that are looked at to find the header. */
const looked = 200;

export interface TableColumn {
  /** 0-based column of the sheet. */
  readonly place: number;
  /** `null`: the file gives it none. */
  readonly header: string | null;
  readonly evidence: ColumnEvidence;
}

/**
 * Makes a table of a sheet's rows: finds the header, keeps the rows below it in a spill, and gathers what every
 * column's cells are.
 */
export class SheetTable {
  readonly #options: ReadOptions;
  readonly #is1904: boolean;
  readonly #spill: LineSpill;
  #seen: SheetRow[] = [];
  #header: FoundHeader | undefined;
  #behind: SheetRow[] = [];
  readonly #evidence: ColumnEvidence[] = [];
  /** Columns that a person says are dates: a plain number in them is a serial. */
  readonly #dated = new Map<number, 'date' | 'datetime'>();
  hiddenRows = 0;
  #above: string | undefined;
  firstDataRow = 0;
  lastDataRow = 0;

  constructor(options: ReadOptions, is1904: boolean, spill: LineSpill) {
    this.#options = options;
    this.#is1904 = is1904;
    this.#spill = spill;
  }

  add(row: SheetRow): void {
    if (row.row <= (this.#options.skipRowsAbove ?? 0)) return;
    if (this.#header !== undefined) {
      this.#take(row);
      return;
    }
    this.#seen.push(row);
    if (this.#seen.length >= looked && row.row >= (this.#options.headerRow ?? 0)) this.#decide();
  }

  /** To be called after the last row. */
  end(): void {
    if (this.#header === undefined) this.#decide();
  }

  get rows(): number {
    return this.#spill.count;
  }

  /** 1-based rows of the sheet in which the header begins and ends; 0: there is none. */
  get header(): { readonly first: number; readonly last: number } {
    return { first: this.#header?.first ?? 0, last: this.#header?.row ?? 0 };
  }

  /** The first value above the header, where something stands there that nobody asked to pass over. */
  get above(): string | undefined {
    return this.#above;
  }

  /** The columns that have a header or a value, from left to right. */
  get columns(): readonly TableColumn[] {
    const names = this.#header?.names ?? [];
    const width = Math.max(names.length, this.#evidence.length);
    return Array.from({ length: width }, (_, place) => place).flatMap((place) => {
      const evidence = this.#evidence[place] ?? new ColumnEvidence();
      const header = names[place] ?? null;
      return header === null && evidence.isEmpty ? [] : [{ place, header, evidence }];
    });
  }

  #decide(): void {
    const seen = this.#seen;
    this.#seen = [];
    const rows = seen.map(seenRow);
    const { headerRow, headerRows = 1 } = this.#options;
    this.#header =
      headerRow === undefined
        ? headerRows === 1
          ? findHeader(rows)
          : headerSpanning(rows, headerRows)
        : headerRow === 0
          ? { above: 0, names: [], first: 0, row: 0 }
          : headerAt(rows, headerRow, headerRows);
    const { names, row } = this.#header;
    if (headerRow !== undefined && headerRow > 0 && names.length === 0)
      throw new Fault('option.invalid', {
        key: 'headerRow',
        value: String(headerRow),
        reason: `the sheet's row ${headerRow} is empty`,
        suggestion: 'Set options.headerRow to the row that holds the names, or to 0.',
      });
    for (const [place, name] of names.entries()) {
      const type = name === null ? undefined : this.#options.types?.[name];
      if (type === 'DATE') this.#dated.set(place, 'date');
      if (type === 'DATETIME') this.#dated.set(place, 'datetime');
    }
    if (headerRow === undefined) {
      const passed = rows.filter((candidate) => candidate.row < (this.#header?.first ?? 0));
      this.#above = passed[0]?.cells.find((cell) => cell !== undefined)?.text;
    }
    const first = this.#header.above;
    for (const [index, candidate] of seen.entries())
      if (index >= first && candidate.row > row) this.#take(candidate);
  }

  #take(row: SheetRow): void {
    const below = this.#options.skipRowsBelow ?? 0;
    if (below === 0) {
      this.#store(row);
      return;
    }
    this.#behind.push(row);
    const ready = this.#behind.length > below ? this.#behind.shift() : undefined;
    if (ready !== undefined) this.#store(ready);
  }

  #store(row: SheetRow): void {
    if (this.firstDataRow === 0) this.firstDataRow = row.row;
    this.lastDataRow = row.row;
    if (row.hidden) this.hiddenRows += 1;
    const texts: (string | null)[] = [];
    for (let column = 0; column < row.cells.length; column += 1) {
      const cell = this.#read(row.cells[column], column);
      texts.push(cell?.text ?? null);
      if (cell === undefined) continue;
      const evidence = (this.#evidence[column] ??= new ColumnEvidence());
      evidence.add(cell.kind, cell.shown, row.row, cell.decimalFormat);
    }
    this.#spill.add(JSON.stringify([row.row, texts]));
  }

  #read(cell: SheetCell | undefined, column: number): SheetCell | undefined {
    const dated = this.#dated.get(column);
    if (cell === undefined || dated === undefined) return cell;
    if (cell.kind !== 'integer' && cell.kind !== 'decimal') return cell;
    const moment = serialMoment(Number(cell.text), dated, this.#is1904);
    return moment === undefined ? cell : { ...cell, ...moment };
  }
}

const seenRow = ({ row, cells }: SheetRow): SeenRow => ({
  row,
  cells: Array.from(cells, (cell) =>
    cell === undefined || cell.shown === '' ? undefined : { text: cell.shown, isText: cell.kind === 'text' },
  ),
});
