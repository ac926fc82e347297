/** Words that stand for "no value" in a text file unless a person names others. */
export const usualNullWords: readonly string[] = ['', 'NULL', '\\N'];
