import type { Random } from '../../../fixtures/conversion/random.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const cut = (bytes: Buffer, from: number, to: number, between: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);

const place = (bytes: Buffer, random: Random): number => random.below(bytes.length + 1);

/** Damage by bytes, as disks, networks and editors do it. */
const anywhere: readonly Mutation[] = [
  (bytes, random) => {
    const at = random.below(bytes.length);
    return cut(bytes, at, at + 1, Buffer.of((bytes[at] ?? 0) ^ (1 << random.below(8))));
  },
  (bytes, random) => {
    const at = random.below(bytes.length);
    return cut(bytes, at, at + 1, Buffer.of(random.below(256)));
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return cut(bytes, at, Math.min(bytes.length, at + 1 + random.below(12)));
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return cut(
      bytes,
      at,
      at,
      Buffer.from(Array.from({ length: 1 + random.below(6) }, () => random.below(256))),
    );
  },
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => {
    const [from, at] = [place(bytes, random), place(bytes, random)];
    return cut(bytes, at, at, bytes.subarray(from, from + 1 + random.below(40)));
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return cut(bytes, at, Math.min(bytes.length, at + 1 + random.below(64)), Buffer.alloc(random.below(64)));
  },
];

const tokens = [
  '"',
  '""',
  "'",
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  '\\',
  '\\"',
  '\0',
  '\ufeff',
  '="',
  '\u00a0',
  '{',
  '}',
  '[',
  ']',
  ':',
  '<',
  '>',
  '&',
  '//',
  '-',
  '+',
  'e',
  '.',
  '0',
  'NULL',
  'ü',
  '\xe9',
];

/** Damage by signs and lines, as programs and people do it. */
const inText: readonly Mutation[] = [
  (bytes, random) => {
    const at = place(bytes, random);
    return cut(bytes, at, at, Buffer.from(random.pick(tokens)));
  },
  (bytes, random) => {
    const at = place(bytes, random);
    return cut(bytes, at, at + 1, Buffer.from(random.pick(tokens)));
  },
  (bytes, random) => onLines(bytes, (lines) => lines.toSpliced(random.below(lines.length), 1)),
  (bytes, random) =>
    onLines(bytes, (lines) => lines.toSpliced(random.below(lines.length), 0, random.pick(lines))),
  (bytes, random) => onLines(bytes, (lines) => lines.toSpliced(random.below(lines.length), 0, '\n')),
  (bytes, random) =>
    onLines(bytes, (lines) => {
      const [one, other] = [random.below(lines.length), random.below(lines.length)];
      return lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '');
    }),
  (bytes, random) =>
    onLines(bytes, (lines) =>
      lines.map((line) =>
        random.chance(0.2) ? line.replace(/\r?\n/, random.pick(['\r\n', '\n', '\r'])) : line,
      ),
    ),
  (bytes, random) =>
    onLines(bytes, (lines) =>
      lines.with(0, `${lines[0] ?? ''}`.replace(random.pick([',', ';', '\t', '|']), '')),
    ),
  (bytes, random) => {
    const sign = random.pick([',', ';', '\t', '|', '"', '\n']);
    const at = bytes.indexOf(sign, place(bytes, random));
    return at < 0
      ? bytes
      : cut(bytes, at, at + 1, Buffer.from(random.pick([sign + sign, '', ' ', random.pick(tokens)])));
  },
];

/** Lines with their ends, byte for byte. */
const onLines = (bytes: Buffer, change: (lines: string[]) => string[]): Buffer => {
  const lines = bytes.toString('latin1').match(/[^\n]*\n|[^\n]+$/g) ?? [''];
  return Buffer.from(change(lines).join(''), 'latin1');
};

/** The file with one to four damages. */
export const mutated = (original: Buffer, random: Random, isText: boolean): Buffer => {
  let bytes = original;
  for (let left = 1 + random.below(4); left > 0 && bytes.length > 0; left -= 1) {
    bytes = random.pick(isText && random.chance(0.6) ? inText : anywhere)(bytes, random);
  }
  return bytes;
};
