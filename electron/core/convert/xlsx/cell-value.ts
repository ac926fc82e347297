import type { CellKind } from './column-evidence.ts';
import type { NumberKind } from './number-format.ts';
import { storedNumber } from './number-text.ts';
import { isoMoment, serialMoment } from './serial-date.ts';
import { withoutEscapes } from './text-escapes.ts';

/** A cell as the sheet's XML states it. */
export interface RawCell {
  /** The `t` attribute; `n` where there is none. */
  readonly type: string;
  /** What its number format says. */
  readonly format: NumberKind;
  /** The text of its `v` or `is`; `undefined` where it has neither. */
  readonly value: string | undefined;
  readonly isFormula: boolean;
}

/** A cell in the one spelling; `text` is null where there is no value that could be handed on. */
export interface CellValue {
  readonly kind: CellKind;
  readonly text: string | null;
}

const isDated = (format: NumberKind): boolean =>
  format === 'date' || format === 'time' || format === 'datetime' || format === 'elapsed';

/**
 * What a cell is and says. `undefined`: the cell is empty, it only has a format. `damaged`: its value is not of the
 * type that it claims.
 */
export const cellValue = (
  cell: RawCell,
  shared: (index: number) => string | undefined,
  is1904: boolean,
): CellValue | 'damaged' | undefined => {
  const { value, type } = cell;
  // programs write an empty `v` for a cell without a value, whatever its type
  if (value === undefined || (value === '' && type !== 'str' && type !== 'inlineStr'))
    return cell.isFormula ? { kind: 'missing', text: null } : undefined;
  switch (type) {
    case 's': {
      const text = /^\s*\d+\s*$/.test(value) ? shared(Number(value)) : undefined;
      return text === undefined ? 'damaged' : { kind: 'text', text };
    }
    case 'str':
    case 'inlineStr':
      return { kind: 'text', text: withoutEscapes(value) };
    case 'b': {
      const word = value.trim().toLowerCase();
      if (word === '1' || word === 'true') return { kind: 'boolean', text: 'true' };
      return word === '0' || word === 'false' ? { kind: 'boolean', text: 'false' } : 'damaged';
    }
    case 'e':
      return { kind: 'error', text: null };
    case 'd': {
      const moment = isoMoment(value, cell.format);
      return moment ?? { kind: 'text', text: value };
    }
    default:
      return numberValue(cell.format, value, cell.isFormula, is1904);
  }
};

const numberValue = (
  format: NumberKind,
  value: string,
  isFormula: boolean,
  is1904: boolean,
): CellValue | 'damaged' | undefined => {
  if (value.trim() === '') return isFormula ? { kind: 'missing', text: null } : undefined;
  const number = storedNumber(value);
  if (number === undefined) return 'damaged';
  if (isDated(format)) {
    const moment = serialMoment(Number(value), format, is1904);
    if (moment !== undefined) return moment;
    // what an empty cell becomes in a formula: shown as 00.01.1900, and no day
    return { kind: 'noDate', text: Number(value) === 0 ? null : number.text };
  }
  return format === 'padded' && number.kind === 'integer' ? { kind: 'padded', text: number.text } : number;
};
