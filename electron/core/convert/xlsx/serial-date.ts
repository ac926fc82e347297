import type { NumberKind } from './number-format.ts';

const dayMillis = 86_400_000;
/** Days from the serial number's zero to 1970-01-01. */
const epoch1900 = 25_569;
const epoch1904 = 24_107;
/** The last serial of 9999-12-31 in either system. */
const last1900 = 2_958_465;
const last1904 = last1900 - 1_462;

/** What a serial number stands for, in the one spelling; `undefined` where it is no date or time. */
export interface SerialMoment {
  readonly kind: 'date' | 'datetime' | 'time';
  readonly text: string;
}

/**
 * A spreadsheet's serial number as a date. The 1900 system counts a 29 February 1900 that never was: serials below 60
 * are one day later than the rest of the count says, and 60 itself is no date.
 */
export const serialMoment = (serial: number, kind: NumberKind, is1904: boolean): SerialMoment | undefined => {
  if (!Number.isFinite(serial)) return undefined;
  // rounding to milliseconds undoes what the binary fraction of a day lost
  const total = Math.round(serial * dayMillis);
  if (kind === 'elapsed') return { kind: 'time', text: elapsedText(total) };
  if (total < 0) return undefined;
  const day = Math.floor(total / dayMillis);
  const inDay = total - day * dayMillis;
  if (day === 0 && (kind === 'time' || inDay > 0) && !(is1904 && kind !== 'time'))
    return { kind: 'time', text: timeText(inDay) };
  const date = dateText(day, is1904);
  if (date === undefined) return undefined;
  return kind === 'date' && inDay === 0
    ? { kind: 'date', text: date }
    : { kind: 'datetime', text: `${date}T${timeText(inDay)}` };
};

const dateText = (day: number, is1904: boolean): string | undefined => {
  if (is1904) return day > last1904 ? undefined : isoDay(day - epoch1904);
  if (day === 0 || day === 60 || day > last1900) return undefined;
  return isoDay(day - epoch1900 + (day < 60 ? 1 : 0));
};

/** A sheet has few days and many cells. */
const knownDays = new Map<number, string>();
const mostKnownDays = 20_000;

const isoDay = (days: number): string => {
  const known = knownDays.get(days);
  if (known !== undefined) return known;
  const text = new Date(days * dayMillis).toISOString().slice(0, 10);
  if (knownDays.size < mostKnownDays) knownDays.set(days, text);
  return text;
};

const two = (value: number): string => String(value).padStart(2, '0');
const fraction = (millis: number): string => (millis === 0 ? '' : `.${String(millis).padStart(3, '0')}`);

const timeText = (millis: number): string => {
  const seconds = Math.floor(millis / 1_000);
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${fraction(millis % 1_000)}`;
};

const elapsedText = (millis: number): string => (millis < 0 ? `-${timeText(-millis)}` : timeText(millis));

/** A date as strict OOXML stores it (`t="d"`), brought to the one spelling; `undefined` where it is none. */
export const isoMoment = (text: string, kind: NumberKind): SerialMoment | undefined => {
  const match = /^(\d{4}-\d\d-\d\d)?(?:T|^)?(?:(\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?Z?)?$/.exec(
    text.trim(),
  );
  const [, date, minutes, seconds = '00', digits = ''] = match ?? [];
  if (date === undefined && minutes === undefined) return undefined;
  const millis = digits.padEnd(3, '0').slice(0, 3);
  const time = `${minutes ?? '00:00'}:${seconds}${Number(millis) === 0 ? '' : `.${millis}`}`;
  if (date === undefined) return { kind: 'time', text: time };
  if (minutes === undefined || (time === '00:00:00' && (kind === 'date' || kind === 'plain')))
    return { kind: 'date', text: date };
  return { kind: 'datetime', text: `${date}T${time}` };
};
