import { Fault } from '../../contract/fault.ts';
import {
  columnLetters,
  columnOf,
  mostColumns,
  mostRows,
  rowOf,
} from '../../core/convert/xlsx/cell-reference.ts';
import { cellValue, type CellValue } from '../../core/convert/xlsx/cell-value.ts';
import type { NumberKind } from '../../core/convert/xlsx/number-format.ts';
import { localName, type XmlListener } from '../xml/parse-xml.ts';
import { RichText } from './shared-strings.ts';
import { isTrue } from './workbook.ts';

/** A row with at least one value. */
export interface SheetRow {
  /** 1-based row of the sheet. */
  readonly row: number;
  readonly hidden: boolean;
  /** By 0-based column; holes are empty cells. */
  readonly cells: readonly (SheetCell | undefined)[];
}

export interface SheetCell extends CellValue {
  /** Its format shows decimals. */
  readonly decimalFormat: boolean;
  /** What it says where `text` is null: the error's name. */
  readonly shown: string;
}

/** A merged block, 1-based rows and 0-based columns, both ends included. */
export interface MergedBlock {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export interface SheetContext {
  /** The file's name, for faults. */
  readonly name: string;
  readonly is1904: boolean;
  readonly formats: readonly NumberKind[];
  readonly sharedString: (index: number) => string | undefined;
  readonly onRow: (row: SheetRow) => void;
}

/** Merged blocks that are kept to be counted; a sheet may have millions. */
const mostMerged = 100_000;

/** Understands the XML of one worksheet and hands on its rows in the order in which they stand. */
export class SheetListener implements XmlListener {
  readonly merged: MergedBlock[] = [];
  mergedCount = 0;
  hiddenColumns = 0;
  readonly #context: SheetContext;
  readonly #rich = new RichText();
  #row = 0;
  #rowHidden = false;
  #allRowsHidden = false;
  #inRow = false;
  #inRows = false;
  #cells: (SheetCell | undefined)[] = [];
  #hasValue = false;
  #next = 0;
  #inCell = false;
  #column = 0;
  #type = 'n';
  #format: NumberKind = 'plain';
  #isFormula = false;
  #inValue = false;
  #inInline = false;
  #value: string | undefined;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (localName(name)) {
      case 'c':
        if (this.#inRow) this.#openCell(attributes['r'], attributes['t'], attributes['s']);
        break;
      case 'v':
        this.#inValue = this.#inCell;
        if (this.#inCell) this.#value = '';
        break;
      case 'f':
        if (this.#inCell) this.#isFormula = true;
        break;
      case 'row':
        this.openRow(attributes['r'], attributes['hidden']);
        break;
      case 'sheetData':
        this.#inRows = true;
        break;
      case 'is':
        this.#inInline = this.#inCell;
        this.#rich.begin();
        break;
      case 't':
      case 'rPh':
        if (this.#inInline) this.#rich.open(localName(name));
        break;
      case 'mergeCell':
        this.#merge(attributes['ref'] ?? '');
        break;
      case 'col':
        if (isTrue(attributes['hidden']))
          this.hiddenColumns +=
            Math.min(Number(attributes['max']), mostColumns) - Number(attributes['min']) + 1 || 0;
        break;
      case 'sheetFormatPr':
        this.#allRowsHidden = isTrue(attributes['zeroHeight']);
        break;
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value = (this.#value ?? '') + text;
    else if (this.#inInline) this.#rich.add(text);
  }

  close(name: string): void {
    switch (localName(name)) {
      case 'c':
        if (this.#inCell) this.#closeCell();
        break;
      case 'v':
        this.#inValue = false;
        break;
      case 'is':
        if (this.#inInline) this.#value = this.#rich.text;
        this.#inInline = false;
        break;
      case 't':
      case 'rPh':
        if (this.#inInline) this.#rich.close(localName(name));
        break;
      case 'row':
        this.closeRow();
        break;
      case 'sheetData':
        this.#inRows = false;
        break;
    }
  }

  /** Whether the next thing to come is a row, or the end of the rows. */
  get isBetweenRows(): boolean {
    return this.#inRows && !this.#inRow;
  }

  /** The attributes `r` and `hidden` of a row. */
  openRow(given: string | undefined, hidden: string | undefined): void {
    const row = given === undefined ? this.#row + 1 : Number(given);
    // a row that stands twice, or before an earlier one, is in no order that could be kept
    if (!Number.isInteger(row) || row <= this.#row || row > mostRows)
      throw this.#damaged(`a row numbered ${given ?? row} follows row ${this.#row}`);
    this.#row = row;
    this.#rowHidden = hidden === undefined ? this.#allRowsHidden : isTrue(hidden);
    this.#inRow = true;
    this.#cells = [];
    this.#hasValue = false;
    this.#next = 0;
  }

  closeRow(): void {
    if (this.#inRow && this.#hasValue)
      this.#context.onRow({ row: this.#row, hidden: this.#rowHidden, cells: this.#cells });
    this.#inRow = false;
  }

  /** A whole cell at once: its attributes `r`, `t` and `s`, and its value. */
  cell(
    reference: string | undefined,
    type: string | undefined,
    style: string | undefined,
    value: string | undefined,
    isFormula: boolean,
  ): void {
    this.#openCell(reference, type, style);
    this.#value = value;
    this.#isFormula = isFormula;
    this.#closeCell();
  }

  #openCell(reference: string | undefined, type: string | undefined, style: string | undefined): void {
    const column = reference === undefined ? this.#next : columnOf(reference);
    if (column < 0 || column >= mostColumns)
      throw this.#damaged(`row ${this.#row} has a cell called ${reference ?? 'beyond the last column'}`);
    if (this.#cells[column] !== undefined)
      throw this.#damaged(`the cell ${columnLetters(column)}${this.#row} stands twice in it`);
    this.#column = column;
    this.#next = column + 1;
    this.#type = type ?? 'n';
    this.#format = this.#context.formats[Number(style ?? 0)] ?? 'plain';
    this.#isFormula = false;
    this.#value = undefined;
    this.#inCell = true;
  }

  #closeCell(): void {
    this.#inCell = false;
    const { type, format, value, isFormula } = {
      type: this.#type,
      format: this.#format,
      value: this.#value,
      isFormula: this.#isFormula,
    };
    const { sharedString, is1904 } = this.#context;
    const cell = cellValue({ type, format, value, isFormula }, sharedString, is1904);
    if (cell === undefined) return;
    if (cell === 'damaged')
      throw this.#damaged(
        `the cell ${columnLetters(this.#column)}${this.#row} holds no value of its type (${(value ?? '').slice(0, 40)})`,
      );
    const { kind, text } = cell;
    this.#cells[this.#column] = {
      kind,
      text,
      decimalFormat: format === 'decimal',
      shown: text ?? value ?? '',
    };
    // formulas that show nothing are often filled down far below the table
    if (text !== '') this.#hasValue = true;
  }

  #merge(reference: string): void {
    this.mergedCount += 1;
    const [first = '', last = first] = reference.split(':');
    if (this.merged.length < mostMerged)
      this.merged.push({
        firstRow: rowOf(first),
        lastRow: rowOf(last),
        firstColumn: columnOf(first),
        lastColumn: columnOf(last),
      });
  }

  #damaged(reason: string): Fault {
    return new Fault('format.damaged', { file: this.#context.name, reason });
  }
}
