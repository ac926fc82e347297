import { styleText } from 'node:util';

export type Ink = 'plain' | 'heading' | 'quiet' | 'good' | 'bad' | 'notable';

/** How words are made to stand out; `plainInk` where they are not. */
export type Inking = (ink: Ink, text: string) => string;

export const plainInk: Inking = (_ink, text) => text;

const formats = {
  heading: 'bold',
  quiet: 'dim',
  good: 'green',
  bad: 'red',
  notable: 'yellow',
} as const;

/** Colours on a terminal that does not say NO_COLOR; elsewhere none. */
export const inkFor = (
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Inking => {
  const wanted =
    stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
  if (!wanted) return plainInk;
  return (ink, text) => (ink === 'plain' ? text : styleText(formats[ink], text, { validateStream: false }));
};

export const paperWidth = 100;

/** Text in lines of at most `width` characters, broken at blanks; a longer word is broken where it must be. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\r\n]+/)) {
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length <= width) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line !== '') lines.push(line);
    while (rest.length > width) {
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
    line = rest;
  }
  if (line !== '') lines.push(line);
  return lines;
};

/** Cut with an ellipsis where it is longer. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
