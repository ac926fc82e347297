import type { Language } from '../electron/contract/words/sentence.ts';

/** Numbers, sizes and times as the system writes them, in the window's language. */
export interface Format {
  readonly number: (value: number) => string;
  readonly bytes: (value: number) => string;
  readonly rate: (bytesPerSecond: number) => string;
  readonly percent: (share: number) => string;
  /** Date and time, to the second. */
  readonly exact: (time: string) => string;
  readonly clock: (time: string) => string;
  /** The time of day, to the second. */
  readonly time: (time: string) => string;
  readonly day: (time: string) => string;
  readonly relative: (time: string, now: number) => string;
  /** A stretch of time in milliseconds: "4 min 10 s". */
  readonly duration: (milliseconds: number) => string;
}

/** The system's locale where it speaks the window's language, so that "1.204" and "1,204" do not stand side by side. */
export const localeFor = (language: Language, system: readonly string[]): string =>
  system.find((locale) => locale.toLowerCase().startsWith(language)) ?? language;

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const second = 1_000;
const steps = [
  { unit: 'day', length: 86_400 * second },
  { unit: 'hour', length: 3_600 * second },
  { unit: 'minute', length: 60 * second },
  { unit: 'second', length: second },
] as const;

export const createFormat = (language: Language, system: readonly string[]): Format => {
  const locale = localeFor(language, system);
  const whole = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const sized = sizes.map(
    (unit) =>
      new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: 1,
      }),
  );
  const spans = steps.map(
    ({ unit }) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }),
  );
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });

  const bytes = (value: number): string => {
    const power = value < 1 ? 0 : Math.min(sizes.length - 1, Math.floor(Math.log10(value) / 3));
    if (power === 0) return `${whole.format(value)} B`;
    return sized[power]?.format(value / 1000 ** power) ?? whole.format(value);
  };
  const duration = (milliseconds: number): string => {
    if (milliseconds < second) return `${whole.format(Math.round(milliseconds))} ms`;
    const from = steps.findIndex(({ length }) => milliseconds >= length);
    const first = steps[from];
    const next = steps[from + 1];
    if (first === undefined) return '';
    const major = Math.floor(milliseconds / first.length);
    const minor = next === undefined ? 0 : Math.floor((milliseconds % first.length) / next.length);
    return [spans[from]?.format(major), minor === 0 ? undefined : spans[from + 1]?.format(minor)]
      .filter((part) => part !== undefined)
      .join(' ');
  };
  return {
    number: (value) => whole.format(value),
    bytes,
    rate: (value) => `${bytes(value)}/s`,
    percent: (share) => percent.format(share),
    exact: (at) => exact.format(new Date(at)),
    clock: (at) => clock.format(new Date(at)),
    time: (at) => time.format(new Date(at)),
    day: (at) => day.format(new Date(at)),
    relative: (at, now) => {
      const past = Date.parse(at) - now;
      if (Math.abs(past) < 10 * second) return relative.format(0, 'second');
      const step = steps.find(({ length }) => Math.abs(past) >= length) ?? steps[3];
      return relative.format(Math.trunc(past / step.length), step.unit);
    },
    duration,
  };
};
