import { minutesOf, weekDays, type BandwidthLimit, type WeekDay } from '../../contract/bandwidth.ts';
import type { BandwidthView } from '../../contract/views.ts';

/** A moment as the clock on the wall shows it. */
export interface WallTime {
  readonly day: WeekDay;
  /** Minutes since midnight. */
  readonly minutes: number;
}
export type WallTimeOf = (time: number) => WallTime;

/** In the time zone of this machine; daylight saving time is what the wall shows. */
export const localWallTime: WallTimeOf = (time) => {
  const moment = new Date(time);
  return {
    // Sunday is 0 there
    day: weekDays[(moment.getDay() + 6) % 7] ?? 'mon',
    minutes: moment.getHours() * 60 + moment.getMinutes(),
  };
};

const dayBefore = (day: WeekDay): WeekDay => weekDays[(weekDays.indexOf(day) + 6) % 7] ?? 'sun';

const applies = ({ from, to, days }: BandwidthLimit, { day, minutes }: WallTime): boolean => {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  if (begin < end) return days.includes(day) && minutes >= begin && minutes < end;
  // over midnight it belongs to the day on which it began
  return minutes >= begin ? days.includes(day) : minutes < end && days.includes(dayBefore(day));
};

/** Bytes a second that may leave at this time (epoch milliseconds): the least where several limits apply, undefined where none does. */
export const bandwidthAt = (
  limits: readonly BandwidthLimit[],
  time: number,
  wallTime: WallTimeOf = localWallTime,
): number | undefined => {
  if (limits.length === 0) return undefined;
  const wall = wallTime(time);
  const rates = limits.filter((limit) => applies(limit, wall)).map(({ limit }) => limit);
  return rates.length === 0 ? undefined : Math.min(...rates);
};

const MINUTE_MS = 60_000;
/** A week, and the hour that daylight saving time may add. */
const MOST_MINUTES = 7 * 24 * 60 + 60;

/** When the rate that holds now changes next (epoch milliseconds, a full minute); undefined where it never does. */
export const bandwidthUntil = (
  limits: readonly BandwidthLimit[],
  time: number,
  wallTime: WallTimeOf = localWallTime,
): number | undefined => {
  const now = bandwidthAt(limits, time, wallTime);
  if (limits.length === 0) return undefined;
  const start = Math.floor(time / MINUTE_MS) * MINUTE_MS;
  for (let minutes = 1; minutes <= MOST_MINUTES; minutes += 1) {
    const then = start + minutes * MINUTE_MS;
    if (bandwidthAt(limits, then, wallTime) !== now) return then;
  }
  return undefined;
};

/** What holds now, as windows show it; null where nothing is limited. */
export const bandwidthView = (limits: readonly BandwidthLimit[], time: number): BandwidthView | null => {
  const bytesPerSecond = bandwidthAt(limits, time);
  if (bytesPerSecond === undefined) return null;
  const until = bandwidthUntil(limits, time);
  return { bytesPerSecond, until: until === undefined ? null : new Date(until).toISOString() };
};
