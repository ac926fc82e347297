/**
 * What a cell's number format says that its number is. `elapsed` counts hours beyond 24; `padded` shows leading zeros
 * that the number does not have; `decimal` shows a fraction or a percentage.
 */
export type NumberKind = 'plain' | 'decimal' | 'padded' | 'date' | 'time' | 'datetime' | 'elapsed';

/**
 * The formats that every spreadsheet program knows by number alone (ECMA-376, 18.8.30), with the East Asian dates,
 * which are dates in every language.
 */
const builtIn = (id: number): NumberKind => {
  if (id === 22) return 'datetime';
  if (id >= 14 && id <= 17) return 'date';
  if (id >= 18 && id <= 21) return 'time';
  if (id === 45 || id === 47) return 'time';
  if (id === 46) return 'elapsed';
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 'date';
  if ((id >= 32 && id <= 35) || id === 55 || id === 56) return id < 34 ? 'time' : 'date';
  if (
    id === 2 ||
    id === 4 ||
    id === 9 ||
    id === 10 ||
    id === 11 ||
    (id >= 39 && id <= 40) ||
    id === 44 ||
    id === 43
  )
    return 'decimal';
  return 'plain';
};

/** The kind of a cell's numbers by the format's number, and its code where the workbook defines it. */
export const numberKind = (id: number, code: string | undefined): NumberKind =>
  code === undefined ? builtIn(id) : kindOfCode(code);

const kindOfCode = (code: string): NumberKind => {
  if (/^(general|standard|@)$/i.test(code.trim())) return 'plain';
  // quoted and escaped characters, padding and fill characters say nothing; what [h] says is told apart first
  const bare = firstSection(code.replace(/"[^"]*"?|\\.|_.|\*./gs, ' '));
  const elapsed = /\[(?:h+|m+|s+)\]/i.test(bare);
  const shown = bare.replace(/\[[^\]]*\]/g, ' ').replace(/general/gi, ' ');
  const halfDay = /am\/pm|a\/p/i.test(shown);
  const letters = shown.replace(/am\/pm|a\/p/gi, ' ').toLowerCase();
  if (elapsed) return 'elapsed';
  const time = halfDay || /[hs]/.test(letters);
  // `m` beside hours or seconds is minutes; eras (`e`, `g`) and Buddhist years (`b`) belong to dates
  const exponent = /[0#?]e[+-]/.test(letters);
  const date =
    /[yd]/.test(letters) ||
    (!exponent && /(?:^|[^a-z])(?:g*e+|b{2,4})(?:[^a-z+-]|$)/.test(letters)) ||
    (/m/.test(letters) && !time);
  if (date) return time ? 'datetime' : 'date';
  if (time) return 'time';
  if (/[.%]/.test(letters) && /[0#?]/.test(letters)) return 'decimal';
  if (exponent) return 'decimal';
  return /^[^0#?]*0{2,}[^0#?]*$/.test(letters) ? 'padded' : 'plain';
};

/** Positive numbers are shown by the first section. */
const firstSection = (code: string): string => code.split(';').find((section) => section.trim() !== '') ?? '';
