import { z } from 'zod';

const letters = 'yyyy yy MMMM MMM MM M dd d EEE HH H hh h mm ss SSS a X';
const part = /'[^']+'|\[[.,]S\]|yyyy|yy|M{1,4}|dd?|HH?|hh?|mm|ss|SSS|EEE|[aXTZ]|[^A-Za-z'[\]]/y;

/** Why a pattern is no format of dates; undefined where it is one. */
const flawOf = (pattern: string): string | undefined => {
  if (pattern === 'epochSeconds' || pattern === 'epochMillis') return undefined;
  const parts: string[] = [];
  for (part.lastIndex = 0; part.lastIndex < pattern.length;) {
    const at = part.lastIndex;
    const found = part.exec(pattern)?.[0];
    if (found === undefined) {
      const likely = pattern.replaceAll(/Y/g, 'y').replaceAll(/D/g, 'd');
      const meant = likely === pattern ? '' : `; did you mean ${likely}?`;
      return `“${pattern.charAt(at)}” is no letter of a date format (${letters}; others stand between ')${meant}`;
    }
    parts.push(found);
  }
  const has = (pattern: RegExp) => parts.some((one) => pattern.test(one));
  if (!has(/^M/) && has(/^mm$/) && !has(/^[Hh]/)) return 'mm are minutes; months are MM';
  if (!has(/^y/) || !has(/^M/) || !has(/^d/)) return 'a date format has year (yyyy), month (MM) and day (dd)';
  if (has(/^h/) !== has(/^a$/)) return 'hh and a (am or pm) go together; HH counts to 24';
  if (has(/^H/) && has(/^a$/)) return 'HH counts to 24 and takes no a (am or pm)';
  return undefined;
};

/** How a column of a file writes its dates, e.g. `dd.MM.yyyy HH:mm`; or `epochSeconds`, `epochMillis`. */
export const DatePattern = z.string().superRefine((pattern, context) => {
  const message = flawOf(pattern);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});
