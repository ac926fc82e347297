import { Fault } from '../../contract/fault.ts';
import type { Sheet } from './workbook.ts';

/**
 * The sheets to try, in order: the one that was asked for by name (case and blanks at the ends aside) or by its number,
 * else the visible ones. Throws `sheet.unknown` with the names that there are.
 */
export const chooseSheets = (
  sheets: readonly Sheet[],
  wanted: string | number | undefined,
  file: string,
): readonly Sheet[] => {
  if (wanted === undefined) {
    const visible = sheets.filter((sheet) => !sheet.hidden);
    if (visible.length > 0) return visible;
    throw new Fault('sheet.unknown', {
      file,
      reason: 'all of its sheets are hidden',
      ...suggestion(sheets),
    });
  }
  const found =
    sheets.find((sheet) => sheet.name === wanted) ??
    sheets.find((sheet) => plain(sheet.name) === plain(String(wanted))) ??
    sheets.find((sheet) => sheet.number === Number(wanted));
  if (found === undefined)
    throw new Fault('sheet.unknown', { file, found: String(wanted), ...suggestion(sheets) });
  return [found];
};

const plain = (name: string): string => name.trim().toLowerCase();

const suggestion = (sheets: readonly Sheet[]): { suggestion?: string } =>
  sheets.length === 0 ? {} : { suggestion: sheets.map((sheet) => sheet.name).join(', ') };
