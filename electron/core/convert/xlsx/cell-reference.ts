/** What a sheet can hold (ECMA-376). */
export const mostColumns = 16_384;
export const mostRows = 1_048_576;

const A = 65;

/** The 0-based column of a reference such as `AB12` or `$AB$12`; -1 where it is none. */
export const columnOf = (reference: string): number => {
  let column = 0;
  let at = reference.charCodeAt(0) === 36 ? 1 : 0;
  const start = at;
  for (; at < reference.length; at += 1) {
    // upper and lower case differ in this bit alone
    const letter = (reference.charCodeAt(at) & ~32) - A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (column > mostColumns) return -1;
  }
  return at === start ? -1 : column - 1;
};

/** The 1-based row of a reference; 0 where it has none. */
export const rowOf = (reference: string): number => {
  const row = Number(/\d+$/.exec(reference)?.[0] ?? 0);
  return row > mostRows ? 0 : row;
};

/** The letters of a 0-based column: 27 → `AB`. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(A + ((left - 1) % 26)) + letters;
  return letters;
};
