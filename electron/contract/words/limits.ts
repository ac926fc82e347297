import type { WeekDay } from '../bandwidth.ts';
import type { Language } from './sentence.ts';

const en = {
  bandwidth: 'Upload bandwidth',
  bandwidthHelp:
    'All uploads together send no more than this at these times. Where several limits apply, the least holds; without one nothing is limited.',
  from: 'From',
  to: 'To',
  toHelp: 'Earlier than “From”: on the next day.',
  rate: 'At most',
  rateWrong: 'Write a rate such as 2 MB/s or 500 kB/s, of 1 kB/s at least.',
  timeWrong: 'Write a time such as 08:00.',
  timesSame: 'From and to are the same; 00:00 to 24:00 is the whole day.',
  days: 'Begins on',
  noDay: 'Choose at least one day.',
  dayNames: {
    mon: 'Mon',
    tue: 'Tue',
    wed: 'Wed',
    thu: 'Thu',
    fri: 'Fri',
    sat: 'Sat',
    sun: 'Sun',
  } as Readonly<Record<WeekDay, string>>,
  add: 'Add a limit',
  remove: 'Remove this limit',
  limitNumber: (number: number) => `Limit ${number}`,
  limitedNow: (rate: string) => `Uploads are limited to ${rate}.`,
  limitedUntil: (rate: string, time: string) => `Uploads are limited to ${rate} until ${time}.`,
};

const de: typeof en = {
  bandwidth: 'Bandbreite beim Hochladen',
  bandwidthHelp:
    'Alle Uploads zusammen senden zu diesen Zeiten höchstens so viel. Gelten mehrere Grenzen, gilt die kleinste; ohne Grenze ist nichts beschränkt.',
  from: 'Von',
  to: 'Bis',
  toHelp: 'Früher als „Von“: am nächsten Tag.',
  rate: 'Höchstens',
  rateWrong: 'Schreiben Sie eine Rate wie 2 MB/s oder 500 kB/s, mindestens 1 kB/s.',
  timeWrong: 'Schreiben Sie eine Uhrzeit wie 08:00.',
  timesSame: 'Von und Bis sind gleich; 00:00 bis 24:00 ist der ganze Tag.',
  days: 'Beginnt am',
  noDay: 'Wählen Sie mindestens einen Tag.',
  dayNames: { mon: 'Mo', tue: 'Di', wed: 'Mi', thu: 'Do', fri: 'Fr', sat: 'Sa', sun: 'So' },
  add: 'Grenze hinzufügen',
  remove: 'Diese Grenze entfernen',
  limitNumber: (number) => `Grenze ${number}`,
  limitedNow: (rate) => `Uploads sind auf ${rate} beschränkt.`,
  limitedUntil: (rate, time) => `Uploads sind bis ${time} auf ${rate} beschränkt.`,
};

/** What is said of limits by the time of day. */
export const limitWords: Readonly<Record<Language, typeof en>> = { en, de };
