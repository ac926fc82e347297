import { describe, expect, test } from 'vitest';
import { BandwidthLimit, weekDays } from '../../../electron/contract/bandwidth.ts';
import {
  bandwidthAt,
  bandwidthUntil,
  localWallTime,
  type WallTimeOf,
} from '../../../electron/core/upload/bandwidth-now.ts';

/** The wall clock of Berlin, whatever this machine's is. */
const format = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Berlin',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const berlin: WallTimeOf = (time) => {
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const day = weekDays.find((one) => one === parts['weekday']?.toLowerCase()) ?? 'mon';
  return { day, minutes: Number(parts['hour']) * 60 + Number(parts['minute']) };
};

const limits = (...given: readonly unknown[]) => given.map((one) => BandwidthLimit.parse(one));
const rate = (given: readonly BandwidthLimit[], iso: string) => bandwidthAt(given, Date.parse(iso), berlin);
const until = (given: readonly BandwidthLimit[], iso: string) => {
  const end = bandwidthUntil(given, Date.parse(iso), berlin);
  return end === undefined ? undefined : new Date(end).toISOString();
};

describe('a limit', () => {
  test.each([
    ['2MB/s', 2_000_000],
    ['500 kB/s', 500_000],
    ['1.5 MiB/s', 1_572_864],
    ['1 GB', 1_000_000_000],
    ['64000', 64_000],
    [64_000, 64_000],
  ])('of %j is %i bytes a second', (limit, bytes) => {
    const parsed = BandwidthLimit.parse({ limit });
    expect(parsed).toEqual({ from: '00:00', to: '24:00', days: [...weekDays], limit: bytes });
    // what was read is read again as the same
    expect(BandwidthLimit.parse(parsed)).toEqual(parsed);
  });

  test.each([
    { limit: '2 furlongs' },
    { limit: 0 },
    { limit: '999 B/s' },
    { limit: '2MB/s', from: '25:00' },
    { limit: '2MB/s', from: '8' },
    { limit: '2MB/s', from: '08:00', to: '8:00' },
    { limit: '2MB/s', days: [] },
    { limit: '2MB/s', days: ['monday'] },
    { limit: '2MB/s', until: '18:00' },
  ])('%j is refused', (given) => {
    expect(BandwidthLimit.safeParse(given).success).toBe(false);
  });
});

// 23 November 2026 is a Monday; Berlin is an hour ahead of UTC then
describe('by day', () => {
  const office = limits({
    from: '08:00',
    to: '18:00',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    limit: '2MB/s',
  });

  test.each([
    ['2026-11-23T06:59:59.999Z', undefined],
    ['2026-11-23T07:00:00Z', 2_000_000],
    ['2026-11-23T16:59:59.999Z', 2_000_000],
    ['2026-11-23T17:00:00Z', undefined],
    ['2026-11-22T10:00:00Z', undefined],
  ])('at %s it is %s', (moment, expected) => {
    expect(rate(office, moment)).toBe(expected);
  });

  test('it is known until when', () => {
    expect(until(office, '2026-11-23T10:17:31Z')).toBe('2026-11-23T17:00:00.000Z');
    expect(until(office, '2026-11-27T20:00:00Z')).toBe('2026-11-30T07:00:00.000Z');
    expect(until(limits({ limit: '2MB/s' }), '2026-11-23T10:00:00Z')).toBeUndefined();
    expect(until([], '2026-11-23T10:00:00Z')).toBeUndefined();
  });
});

describe('over midnight', () => {
  const friday = limits({ from: '22:00', to: '06:00', days: ['fri'], limit: '1MB/s' });

  test.each([
    ['2026-11-27T20:59:00Z', undefined],
    ['2026-11-27T21:00:00Z', 1_000_000],
    ['2026-11-27T23:00:00Z', 1_000_000],
    ['2026-11-28T04:59:00Z', 1_000_000],
    ['2026-11-28T05:00:00Z', undefined],
    // Friday's own early hours belong to Thursday
    ['2026-11-27T03:00:00Z', undefined],
  ])('at %s it is %s', (moment, expected) => {
    expect(rate(friday, moment)).toBe(expected);
  });

  test('from Sunday it reaches into Monday', () => {
    const sunday = limits({ from: '22:00', to: '06:00', days: ['sun'], limit: '1MB/s' });
    expect(rate(sunday, '2026-11-23T03:00:00Z')).toBe(1_000_000);
  });
});

test('of several limits the least holds', () => {
  const both = limits({ limit: '5MB/s' }, { from: '12:00', to: '13:00', limit: '1MB/s' });
  expect(rate(both, '2026-11-23T10:30:00Z')).toBe(5_000_000);
  expect(rate(both, '2026-11-23T11:30:00Z')).toBe(1_000_000);
  expect(until(both, '2026-11-23T10:30:00Z')).toBe('2026-11-23T11:00:00.000Z');
});

describe('daylight saving time', () => {
  test('an hour that the clock leaves out is limited by nothing', () => {
    const hour = limits({ from: '02:00', to: '03:00', limit: '1MB/s' });
    // 29 March 2026: 01:59:59 is followed by 03:00:00
    expect(rate(hour, '2026-03-29T00:59:59Z')).toBeUndefined();
    expect(rate(hour, '2026-03-29T01:00:00Z')).toBeUndefined();
  });

  test('an hour that the clock shows twice is limited twice', () => {
    const hour = limits({ from: '02:00', to: '03:00', limit: '1MB/s' });
    expect(rate(hour, '2026-10-25T00:30:00Z')).toBe(1_000_000);
    expect(rate(hour, '2026-10-25T01:30:00Z')).toBe(1_000_000);
    expect(until(hour, '2026-10-25T00:30:00Z')).toBe('2026-10-25T02:00:00.000Z');
  });

  test('a limit ends when the wall says so, an hour of real time sooner or later', () => {
    const night = limits({ from: '00:00', to: '08:00', limit: '1MB/s' });
    expect(until(night, '2026-03-29T00:00:00Z')).toBe('2026-03-29T06:00:00.000Z');
    expect(until(night, '2026-10-25T00:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
  });
});

test('the wall clock is this machine’s', () => {
  const moment = new Date(2026, 10, 23, 9, 41);
  expect(localWallTime(moment.getTime())).toEqual({ day: 'mon', minutes: 9 * 60 + 41 });
});
