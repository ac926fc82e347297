/** Signs that a terminal obeys in place of showing them, or that turn the direction of what follows. */
// oxlint-disable-next-line no-control-regex
const hidden = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text on one line as it may be shown to people: a file's name may hold line breaks and terminal commands, and must not
 * pass for lines of Sluice's own.
 */
export const visible = (text: string): string =>
  text.replace(
    hidden,
    (sign) => named[sign] ?? `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
