/**
 * `yyyy yy MM M dd d HH H hh h mm ss SSS a` as everywhere; `EEE` a day of the week by name, which must be the right one; `MMM` and `MMMM` months by name (short or long, in
 * the languages of `month-names`); `[.S]` and `[,S]` an optional fraction of one to nine digits; `X` an offset (`Z`, `UTC`, `GMT`, `+02`, `+0200`,
 * `+02:00`); what stands between `'` stands for itself, and so does anything else.
 */
export type DateToken =
  | 'yyyy'
  | 'yy'
  | 'MMMM'
  | 'MMM'
  | 'MM'
  | 'M'
  | 'dd'
  | 'd'
  | 'HH'
  | 'H'
  | 'hh'
  | 'h'
  | 'mm'
  | 'ss'
  | 'SSS'
  | 'a'
  | 'EEE'
  | '[.S]'
  | '[,S]'
  | 'X'
  | { readonly literal: string };

const spelled = [
  'yyyy',
  'yy',
  'MMMM',
  'MMM',
  'MM',
  'M',
  'dd',
  'd',
  'HH',
  'H',
  'hh',
  'h',
  'mm',
  'ss',
  'SSS',
  'a',
  'EEE',
  '[.S]',
  '[,S]',
  'X',
] as const;

export const dateTokens = (pattern: string): DateToken[] => {
  const tokens: DateToken[] = [];
  for (let at = 0; at < pattern.length;) {
    const quoted = /^'([^']+)'/.exec(pattern.slice(at));
    if (quoted !== null) {
      tokens.push(...Array.from(quoted[1] ?? '', (literal) => ({ literal })));
      at += quoted[0].length;
      continue;
    }
    const token = spelled.find((candidate) => pattern.startsWith(candidate, at));
    tokens.push(token ?? { literal: pattern.charAt(at) });
    at += token?.length ?? 1;
  }
  return tokens;
};
