/** Days and seconds since 1970 in UTC: no time zone of any machine takes part. */
export const secondsADay = 86_400;

export const dayOf = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / (secondsADay * 1000);

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** 2024-03-01 */
export const isoDay = (day: number): string => iso(day * secondsADay).slice(0, 10);

/** 2024-03-01T08:15:00Z */
export const isoTime = (seconds: number): string => `${iso(seconds).slice(0, 19)}Z`;

/** 01.03.2024 */
export const germanDay = (day: number): string => isoDay(day).split('-').reverse().join('.');

/** 01.03.2024 08:15:00 */
export const germanTime = (seconds: number): string =>
  `${germanDay(Math.floor(seconds / secondsADay))} ${iso(seconds).slice(11, 19)}`;

/** 20240301, as SAP writes it */
export const plainDay = (day: number): string => isoDay(day).replaceAll('-', '');
