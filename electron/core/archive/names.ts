/** Bytes of UTF-8 in a file name, on every common file system. */
const longestName = 255;
const bytes = new TextEncoder();

/** `stem` + `suffix`, with the stem cut so that the whole fits in `longest` bytes. */
const fitted = (stem: string, suffix: string, longest = longestName): string => {
  let length = bytes.encode(stem + suffix).length;
  if (length <= longest) return stem + suffix;
  const kept = [...stem];
  while (length > longest && kept.length > 1) length -= bytes.encode(kept.pop()).length;
  return kept.join('') + suffix;
};

/** Where the ending of a name begins: `.csv` of `a.csv`, `.csv.gz` of `a.csv.gz`, nothing of `a`. */
const endingOf = (name: string): string => /(?<=.)(\.[a-z0-9]{1,8})?\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';

/** The name itself for 1, `NAME (2).csv` for 2, and so on; a number stands before the ending. */
export const numbered = (name: string, number: number, longest = longestName): string => {
  const ending = endingOf(name);
  return fitted(
    name.slice(0, name.length - ending.length),
    number === 1 ? ending : ` (${number})${ending}`,
    longest,
  );
};

export const reasonName = (name: string): string => fitted(name, '.reason.txt');
export const rejectedRowsName = (name: string): string => fitted(name, '.rejected-rows.csv');
