/** A condition on a column, with the values for its question marks. */
export interface NameCondition {
  readonly sql: string;
  readonly values: readonly string[];
}

/** So many letters that LIKE knows one case of are tried in both; GLOB looks at the rest. */
const mostTried = 2;

/** Both cases of a letter that LIKE takes literally, where it has two of one sign each. */
const casesOf = (sign: string): readonly string[] => {
  if (sign <= '\u007f') return [sign];
  const cases = [sign, sign.toLowerCase(), sign.toUpperCase()].filter((one) => [...one].length === 1);
  return [...new Set(cases)];
};

const globOf = (text: string): string => {
  const signs = [...text].map((sign) => {
    const cases = sign <= '\u007f' ? [sign.toLowerCase(), sign.toUpperCase()] : casesOf(sign);
    return cases[0] === cases[1] && !/[*?[]/.test(sign) ? sign : `[${cases.join('')}]`;
  });
  return `*${signs.join('')}*`;
};

/** The texts that LIKE is to look for, each in every case of its first letters. */
const spellings = (signs: readonly string[]): readonly string[] =>
  signs.reduce<readonly string[]>(
    (texts, sign) => texts.flatMap((text) => casesOf(sign).map((one) => text + one)),
    [''],
  );

const holds = (column: string, text: string): NameCondition => {
  const signs = [...text];
  const cased = signs.flatMap((sign, index) => (casesOf(sign).length > 1 ? [index] : []));
  const tried = signs.slice(0, cased[mostTried] ?? signs.length);
  const values = spellings(tried).map((one) => `%${one.replaceAll(/[\\%_]/g, '\\$&')}%`);
  const likes = values.map(() => `${column} LIKE ? ESCAPE '\\'`).join(' OR ');
  if (tried.length === signs.length) return { sql: likes, values };
  return { sql: `((${likes}) AND ${column} GLOB ?)`, values: [...values, globOf(text)] };
};

/**
 * That a name holds this text, in any case of letters, composed (ä) or taken apart (a and two dots), as macOS writes it.
 * Every name is looked at: a million of them take some 50 ms of a core, and an index would cost every arrival more than
 * that is worth. LIKE knows the cases of ASCII alone and is several times quicker than GLOB with classes of letters.
 */
export const nameHolds = (column: string, text: string): NameCondition => {
  const forms = [...new Set([text.normalize('NFC'), text.normalize('NFD')])].map((form) =>
    holds(column, form),
  );
  return {
    sql: `(${forms.map(({ sql }) => sql).join(' OR ')})`,
    values: forms.flatMap(({ values }) => values),
  };
};
