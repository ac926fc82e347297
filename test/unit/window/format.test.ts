import { describe, expect, test } from 'vitest';
import { createFormat, localeFor } from '../../../renderer/format.ts';

const english = createFormat('en', ['en-US']);
const german = createFormat('de', ['en-US', 'de-DE']);

describe('numbers and times', () => {
  test('are written as the system does where it speaks the language of the window', () => {
    expect(localeFor('de', ['en-US', 'de-DE'])).toBe('de-DE');
    expect(localeFor('de', ['fr-FR'])).toBe('de');
    expect(english.number(1204)).toBe('1,204');
    expect(german.number(1204)).toBe('1.204');
  });

  test('sizes have the unit that fits', () => {
    expect(english.bytes(0)).toBe('0 B');
    expect(english.bytes(999)).toBe('999 B');
    expect(english.bytes(1_500)).toBe('1.5 kB');
    expect(english.bytes(131_000_000)).toBe('131 MB');
    expect(english.bytes(2_000_000_000_000_000)).toBe('2,000 TB');
  });

  test('durations have two units at most', () => {
    expect(english.duration(400)).toBe('400 ms');
    expect(english.duration(250_000)).toBe('4 min 10 sec');
    expect(english.duration(7_200_000)).toBe('2 hr');
  });

  test('times say how long ago', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    expect(english.relative('2026-11-23T11:59:58Z', now)).toBe('now');
    expect(english.relative('2026-11-23T11:15:00Z', now)).toBe('45 min. ago');
    expect(english.relative('2026-11-22T12:00:00Z', now)).toBe('yesterday');
  });
});
