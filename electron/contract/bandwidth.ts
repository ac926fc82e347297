import { z } from 'zod';

export const weekDays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const WeekDay = z.enum(weekDays);
export type WeekDay = z.infer<typeof WeekDay>;

const units: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1000,
  mb: 1000 ** 2,
  gb: 1000 ** 3,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

/** Slower than this a service gives up waiting for the next bytes. */
export const leastBandwidth = 1000;

/** Bytes a second from `2MB/s`, `500 kB/s`, `1.5 MiB/s`, or a number of bytes; undefined for anything else. */
export const bytesPerSecondOf = (text: string): number | undefined => {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmg]i?b|b)(?:\/s)?)?\s*$/i.exec(text);
  const unit = units[match?.[2]?.toLowerCase() ?? 'b'];
  return match === null || unit === undefined ? undefined : Math.round(Number(match[1]) * unit);
};

/** The rate as a configuration writes it: `2MB/s`. */
export const rateText = (bytesPerSecond: number): string => {
  if (bytesPerSecond % 1000 !== 0) return `${bytesPerSecond}B/s`;
  if (bytesPerSecond % 100_000 !== 0) return `${bytesPerSecond / 1000}kB/s`;
  return `${bytesPerSecond / 1000 ** 2}MB/s`;
};

const Bandwidth = z
  .union([z.number(), z.string()], { error: 'it is not a rate such as 2MB/s' })
  .transform((given, context) => {
    const bytes = typeof given === 'number' ? Math.round(given) : bytesPerSecondOf(given);
    if (bytes !== undefined && bytes >= leastBandwidth && bytes <= Number.MAX_SAFE_INTEGER) return bytes;
    context.addIssue({ code: 'custom', message: 'it is not a rate such as 2MB/s, of 1kB/s at least' });
    return z.NEVER;
  });

/** `HH:MM`, local time of this machine; `24:00` is the end of the day. */
export const TimeOfDay = z.string().regex(/^(?:(?:[01]?\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: 'it is not a time of day such as "08:00"',
});

/** From one time of day to another, uploads of all connections together send so much and no more. */
export const BandwidthLimit = z
  .strictObject({
    from: TimeOfDay.default('00:00'),
    /** Before `from`: of the day after. */
    to: TimeOfDay.default('24:00'),
    /** The days on which it begins; every day unless given. */
    days: z
      .array(WeekDay)
      .min(1)
      .default([...weekDays]),
    /** Bytes a second. */
    limit: Bandwidth,
  })
  .refine(({ from, to }) => minutesOf(from) !== minutesOf(to), {
    path: ['to'],
    error: 'it is the same as from; leave both out for the whole day',
  });
export type BandwidthLimit = z.infer<typeof BandwidthLimit>;

/** Minutes since midnight. */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** A limit as a configuration writes it: without what holds anyway. */
export const writtenLimit = ({
  from,
  to,
  days,
  limit,
}: BandwidthLimit): Readonly<Record<string, unknown>> => ({
  ...(minutesOf(from) === 0 ? {} : { from }),
  ...(minutesOf(to) === 24 * 60 ? {} : { to }),
  ...(days.length === weekDays.length ? {} : { days }),
  limit: rateText(limit),
});
