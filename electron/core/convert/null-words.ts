/** Words that stand for "no value" in a text file unless a person names others. */
export const usualNullWords: readonly string[] = ['', 'NULL', '\\N'];

const emptyLike =
  /^(?:null|\(null\)|<null>|nil|none|undefined|n\/?a|n\.a\.|k\.? ?a\.?|#n\/?a|#nv|nan|nat|[+-]?inf(?:inity)?|-+|\?+|\.+|unknown|unbekannt|leer|blank|\(blank\)|#value!|#ref!|#div\/0!|#name\?|#num!|error)$/i;

/** Whether a word may well mean "no value", though nobody said so: worth a question, never a decision. */
export const looksEmpty = (text: string): boolean => text.length < 12 && emptyLike.test(text);
