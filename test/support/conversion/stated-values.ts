import type { Cell } from './cell.ts';

/** A cell's text as the file has it. */
export interface StatedText {
  readonly text: string;
  /** It cannot be a null word: it was quoted, or stands in JSON as a text. */
  readonly quoted: boolean;
  /** The format itself says that it is a number (JSON): exponents and many digits are meant. */
  readonly isNumber?: boolean;
}

const nullWords = ['NULL', '\\N'];
const zeroDate = /^(?:0{8}(?:[ T]?0{6})?|00[./-]00[./-]0000|0000-00-00(?:[ T]00:00:00(?:[.,]0+)?)?)$/;

/**
 * Says what is wrong with a column's values, given the texts that they were made of; undefined where they are what the
 * file states. Written from the rules of the design, without any code of Sluice's.
 */
export const columnComplaint = (
  type: string,
  texts: readonly StatedText[],
  cells: readonly Cell[],
): string | undefined => {
  const stated: { readonly text: string; readonly cell: Cell; readonly isNumber: boolean }[] = [];
  for (const [index, { text, quoted, isNumber = false }] of texts.entries()) {
    const cell = cells[index] ?? null;
    if (cell === null) {
      if (text === '' || nullWords.includes(text)) continue;
      if ((type === 'DATE' || type === 'DATETIME') && zeroDate.test(text)) continue;
      return `“${text}” became null`;
    }
    if (!quoted && (text === '' || nullWords.includes(text))) return `an empty cell became ${String(cell)}`;
    stated.push({ text, cell, isNumber });
  }
  const off = (reason: string, text: string, cell: Cell) =>
    `“${text.slice(0, 100)}” became ${String(cell).slice(0, 100)}: ${reason}`;
  switch (type) {
    case 'STRING':
      for (const { text, cell } of stated) {
        if (cell !== text && /^="([\s\S]*)"$/.exec(text)?.[1] !== cell)
          return off('another text', text, cell);
      }
      return undefined;
    case 'BOOLEAN':
      for (const { text, cell } of stated) {
        if (!/^(?:true|false)$/i.test(text) || cell !== (text.length === 4))
          return off('not this boolean', text, cell);
      }
      return undefined;
    case 'INTEGER':
    case 'FLOAT':
      return numbersComplaint(type, stated, off);
    case 'DATE':
    case 'DATETIME':
      return datesComplaint(type, stated, off);
    default:
      return `type ${type}`;
  }
};

interface Stated {
  readonly text: string;
  readonly cell: Cell;
  readonly isNumber: boolean;
}
type Off = (reason: string, text: string, cell: Cell) => string;

const groups = ['', '.', ',', ' ', '\u00a0', '\u202f', "'", '\u2019'];
const notations = ['.', ','].flatMap((decimal) =>
  groups.filter((group) => group !== decimal).map((group) => ({ decimal, group })),
);

/** The number as `-1234.5`, if the text is one in this notation. */
const plainly = (
  text: string,
  { decimal, group }: { decimal: string; group: string },
): string | undefined => {
  const negative = text.startsWith('-') !== text.endsWith('-');
  if (text.startsWith('-') && text.endsWith('-')) return undefined;
  const bare = text.replace(/^-|-$/g, '');
  const escape = (sign: string) => sign.replace(/[.]/g, '\\.');
  const whole = group === '' ? '(?:0|[1-9]\\d*)' : `(?:0|[1-9]\\d{0,2}(?:${escape(group)}\\d{3})+|[1-9]\\d*)`;
  if (!new RegExp(`^(?:${whole}(?:${escape(decimal)}\\d+)?|${escape(decimal)}\\d+)$`).test(bare))
    return undefined;
  const digits = (group === '' ? bare : bare.replaceAll(group, '')).replace(decimal, '.');
  return `${negative ? '-' : ''}${digits}`;
};

/** Two decimal numbers in plain or exponent spelling are the same number. */
const sameNumber = (one: string, other: string): boolean => {
  const parts = (text: string) => {
    const [, sign = '', whole = '', fraction = '', power = '0'] =
      /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
    const digits = `${whole}${fraction}`.replace(/^0+/, '');
    const bare = digits.replace(/0+$/, '');
    return bare === ''
      ? '0'
      : `${sign}${bare}e${Number(power) - fraction.length + digits.length - bare.length}`;
  };
  return parts(one) === parts(other);
};

const isThisNumber = (plain: string, cell: Cell): boolean => {
  if (typeof cell === 'bigint') return sameNumber(plain, String(cell));
  if (typeof cell !== 'number') return false;
  return Number(plain) === cell && sameNumber(plain, String(cell));
};

const numbersComplaint = (type: string, stated: readonly Stated[], off: Off): string | undefined => {
  for (const { text, cell } of stated) {
    if (typeof cell !== (type === 'INTEGER' ? 'bigint' : 'number'))
      return off(`not of type ${type}`, text, cell);
  }
  const numbers = stated.filter(({ isNumber }) => isNumber);
  for (const { text, cell } of numbers)
    if (!isThisNumber(text, cell)) return off('another number', text, cell);
  const texts = stated.filter(({ isNumber }) => !isNumber);
  const fits = (decide: (plain: string, cell: Cell) => boolean) =>
    notations.filter((notation) =>
      texts.every(({ text, cell }) => {
        const plain = plainly(text, notation);
        return plain !== undefined && decide(plain, cell);
      }),
    );
  const right = fits(isThisNumber);
  const readable = fits(() => true);
  if (right.length === 0) {
    const first = texts.find(
      ({ text, cell }) => !notations.some((notation) => isThisNumber(plainly(text, notation) ?? 'x', cell)),
    );
    return first === undefined
      ? 'no one notation gives these numbers'
      : off('not this number', first.text, first.cell);
  }
  if (readable.length > right.length)
    return `the column can be read in two ways, such as “${texts[0]?.text ?? ''}”`;
  return undefined;
};

type Order = 'ymd' | 'dmy' | 'mdy';
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const germanMonths: Readonly<Record<string, number>> = { mär: 3, mrz: 3, mai: 5, okt: 10, dez: 12 };

interface Instant {
  readonly iso: string;
  readonly hasTime: boolean;
  readonly hasZone: boolean;
  readonly shape: string;
}

const dayOf = (text: string, order: Order): readonly [number, number, number] | undefined => {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (compact !== null)
    return order === 'ymd' ? [Number(compact[1]), Number(compact[2]), Number(compact[3])] : undefined;
  const named = /^(\d{1,2})\.?[ -](\p{L}{3,})\.?[ -](\d{4})$/u.exec(text) ?? undefined;
  const american = /^(\p{L}{3,})\.? (\d{1,2}), (\d{4})$/u.exec(text);
  const [day, month, year] =
    named === undefined ? [american?.[2], american?.[1], american?.[3]] : [named[1], named[2], named[3]];
  if (month !== undefined) {
    const short = month.slice(0, 3).toLowerCase();
    const number = germanMonths[short] ?? months.indexOf(short) + 1;
    return number > 0 && order === 'dmy' ? [Number(year), number, Number(day)] : undefined;
  }
  const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text);
  if (parts === null) return undefined;
  const [, first = '', sign = '', second = '', third = ''] = parts;
  if (order === 'ymd')
    return first.length === 4 && third.length <= 2
      ? [Number(first), Number(second), Number(third)]
      : undefined;
  if (first.length > 2 || third.length !== 4 || (order === 'mdy' && sign === '.')) return undefined;
  return order === 'dmy'
    ? [Number(third), Number(second), Number(first)]
    : [Number(third), Number(first), Number(second)];
};

const instantOf = (text: string, order: Order): Instant | undefined => {
  const match =
    /^(.+?)(?:(?:[ T\u00a0\u202f]|, )(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([ap]m))?(?: ?(Z|[+-]\d\d(?::?\d\d)?))?)?$/i.exec(
      text,
    ) ?? [];
  const pressed = /^(\d{8})[ T]?(\d\d)(\d\d)(\d\d)(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  const [, written = '', hours, minutes = '0', seconds = '0', fraction = '', half, zone] =
    pressed === null
      ? match
      : [text, pressed[1], pressed[2], pressed[3], pressed[4], '', undefined, pressed[5]];
  const day = dayOf(written, order);
  if (day === undefined) return undefined;
  let hour = Number(hours ?? 0);
  if (half !== undefined) hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  const [year, month, date] = day;
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? '');
  const shift =
    offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
  const stamp = new Date(
    Date.UTC(
      year,
      month - 1,
      date,
      hour,
      Number(minutes),
      Number(seconds),
      Number(fraction.padEnd(3, '0').slice(0, 3)),
    ),
  );
  const kept =
    stamp.getUTCFullYear() === year && stamp.getUTCMonth() === month - 1 && stamp.getUTCDate() === date;
  if (!kept || hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return {
    iso: new Date(stamp.getTime() - shift * 60_000).toISOString(),
    hasTime: hours !== undefined,
    hasZone: zone !== undefined,
    shape: written.replace(/\d/g, '').replace(/\p{L}+/gu, 'x'),
  };
};

const datesComplaint = (type: string, stated: readonly Stated[], off: Off): string | undefined => {
  const orders: readonly Order[] = ['ymd', 'dmy', 'mdy'];
  const readable = orders.filter((order) => stated.every(({ text }) => instantOf(text, order) !== undefined));
  const right = readable.filter((order) =>
    stated.every(({ text, cell }) => {
      const iso = instantOf(text, order)?.iso ?? '';
      return cell === (type === 'DATE' ? iso.slice(0, 10) : iso);
    }),
  );
  const [chosen] = right;
  if (chosen === undefined) {
    const wrong = stated.find(
      ({ text, cell }) =>
        !orders.some((order) => instantOf(text, order)?.iso.startsWith(String(cell).slice(0, 10))),
    );
    return wrong === undefined
      ? 'no one order of day and month gives these dates'
      : off('not this date', wrong.text, wrong.cell);
  }
  if (readable.length > right.length)
    return `day and month cannot be told apart, such as “${stated[0]?.text ?? ''}”`;
  const instants = stated.map(({ text }) => instantOf(text, chosen));
  if (new Set(instants.map((instant) => instant?.hasZone)).size > 1)
    return 'some have an offset and some have none';
  if (new Set(instants.map((instant) => instant?.shape)).size > 1)
    return 'they are written in different ways';
  const untimely = stated.find((_, index) => instants[index]?.hasTime !== (type === 'DATETIME'));
  return untimely === undefined ? undefined : off(`not a ${type}`, untimely.text, untimely.cell);
};
