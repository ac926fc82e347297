import { dateFormat, type DateFormat } from './date-format.ts';

/** Dates that are recognised by themselves, the most exact spelling first. Two-digit years are not: the century is a guess. */
const datePatterns = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'dd.MM.yyyy',
  'd.M.yyyy',
  'MM/dd/yyyy',
  'dd/MM/yyyy',
  'M/d/yyyy',
  'd/M/yyyy',
  'MM-dd-yyyy',
  'dd-MM-yyyy',
  'M-d-yyyy',
  'd-M-yyyy',
  'yyyy-M-d',
  'yyyy/M/d',
  'dd-MMM-yyyy',
  'd-MMM-yyyy',
  'dd/MMM/yyyy',
  'd/MMM/yyyy',
  'dd MMM yyyy',
  'd MMM yyyy',
  'd. MMMM yyyy',
  'MMM d, yyyy',
] as const;

const timePatterns = [
  'HH:mm',
  'HH:mm:ss',
  'HH:mm:ss[.S]',
  'HH:mm:ss[,S]',
  'H:mm',
  'H:mm:ss',
  'h:mm a',
  'h:mm:ss a',
  'h:mma',
  'h:mm:ssa',
] as const;

const withTimes = [...datePatterns, 'yyyyMMdd'].flatMap((date) =>
  [' ', 'T', ', '].flatMap((between) =>
    timePatterns.flatMap((time) => ['', 'X', ' X'].map((zone) => `${date}${between}${time}${zone}`)),
  ),
);

/** Without separators, as SAP writes them: `20231231`, `20231231235959`. */
export const compactPatterns = [
  'yyyyMMdd',
  'yyyyMMddHHmmss',
  'yyyyMMdd HHmmss',
  'yyyyMMddTHHmmss',
  'yyyyMMddTHHmmssX',
] as const;

/** Spellings of one system or language: Db2, web server logs, Italian and Danish times, long dates, mail, git. */
const otherPatterns = [
  'yyyy-MM-dd-HH.mm.ss[.S]',
  'dd/MMM/yyyy:HH:mm:ss X',
  ...['dd/MM/yyyy', 'dd.MM.yyyy', 'dd-MM-yyyy'].flatMap((date) => [`${date} HH.mm`, `${date} HH.mm.ss`]),
  "d 'de' MMMM 'de' yyyy",
  'EEE, d. MMMM yyyy',
  'EEE, d MMMM yyyy',
  'EEE d MMMM yyyy',
  'EEE, MMMM d, yyyy',
  "EEE, d 'de' MMMM 'de' yyyy",
  'EEE, d MMM yyyy HH:mm:ss X',
  'EEE MMM d HH:mm:ss yyyy X',
  'EEE MMM d HH:mm:ss yyyy',
] as const;

/** Every format that is recognised by itself, in order of preference. */
export const dateCandidates: readonly DateFormat[] = [
  ...datePatterns,
  ...withTimes,
  ...compactPatterns,
  ...otherPatterns,
].map(dateFormat);

/** Formats with a two-digit year. They are looked for only to ask: the century is a guess. */
export const shortYearCandidates: readonly DateFormat[] = [
  'dd.MM.yy',
  'd.M.yy',
  'MM/dd/yy',
  'dd/MM/yy',
  'M/d/yy',
  'd/M/yy',
  'dd-MM-yy',
  'MM-dd-yy',
  'dd-MMM-yy',
  'd-MMM-yy',
  'dd/MMM/yy',
  'd/MMM/yy',
  'dd MMM yy',
  'd MMM yy',
]
  .flatMap((date) => [date, ...timePatterns.map((time) => `${date} ${time}`), `${date} hh.mm.ss[.S] a`])
  .map(dateFormat);

export const isoCandidates: readonly DateFormat[] = dateCandidates.filter(({ pattern }) =>
  /^yyyy-MM-dd(?:$|[T ]HH:mm(?::ss(?:\[\.S\])?)?X?$)/.test(pattern),
);

const COMPACT_FROM = Date.UTC(1900, 0, 1);
const COMPACT_TO = Date.UTC(2101, 0, 1);
const LAST_YEAR_FROM = Date.UTC(9999, 0, 1);

/**
 * Eight digits are a date only between 1900 and 2100, or in the year 9999 that stands for "for ever": outside, a number
 * is the likelier meaning.
 */
export const isLikely = (format: DateFormat, stamp: number): boolean =>
  !format.pattern.startsWith('yyyyMMdd') ||
  (stamp >= COMPACT_FROM && stamp < COMPACT_TO) ||
  stamp >= LAST_YEAR_FROM;

/** "No date" as SAP and MySQL write it, or an empty text where that is not null already. It tells nothing of the format, and becomes null with a warning. */
export const isZeroDate = (text: string): boolean =>
  /^(?:|00000000(?:[ T]?000000)?|00\.00\.0000|00[/-]00[/-]0000|0000-00-00(?:[ T]00:00:00(?:[.,]0+)?)?)$/.test(
    text,
  );

/** The same format with day and month in the other order, if there is one. */
export const otherOrder = (pattern: string): string | undefined => {
  if (/^d{1,2}([/-])M{1,2}\1yy/.test(pattern)) return pattern.replace(/^(d{1,2})([/-])(M{1,2})/, '$3$2$1');
  if (/^M{1,2}([/-])d{1,2}\1yy/.test(pattern)) return pattern.replace(/^(M{1,2})([/-])(d{1,2})/, '$3$2$1');
  return undefined;
};
