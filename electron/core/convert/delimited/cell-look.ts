import { isBoolean } from '../column-observer.ts';
import { dateCandidates } from '../date-candidates.ts';
import { numberShape } from '../number-notation.ts';

export type CellLook = 'empty' | 'number' | 'date' | 'boolean' | 'code' | 'text';

const dateLike = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/;
const codeLike = /^[+-]?[\d][\d.,:/\-eE%]*$/;

/** What a cell looks like at first sight: enough to tell headers from values. */
export const cellLook = (cell: string): CellLook => {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (numberShape(text).fits !== 0) return 'number';
  if (isBoolean(text)) return 'boolean';
  if (dateLike.test(text) && dateCandidates.some((format) => !Number.isNaN(format.read(text)))) return 'date';
  if (codeLike.test(text)) return 'code';
  return 'text';
};

/** A number, a date or the like: what a header's cell hardly ever is. */
export const isTyped = (look: CellLook): boolean =>
  look === 'number' || look === 'date' || look === 'boolean' || look === 'code';
