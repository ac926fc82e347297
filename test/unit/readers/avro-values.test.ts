import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  base64Text,
  dayText,
  decimalText,
  momentText,
  timeText,
} from '../../../electron/core/convert/avro/avro-values.ts';
import { unpackSnappy } from '../../../electron/core/convert/avro/snappy.ts';
import { snappy } from '../../fixtures/readers/avro-file.ts';

test('decimals are exact, whatever their length', () => {
  expect(decimalText(Uint8Array.of(0xff, 0xfe), 2)).toBe('-0.02');
  expect(decimalText(Uint8Array.of(0x7f), 0)).toBe('127');
  expect(decimalText(Uint8Array.of(), 2)).toBe('0.00');
  expect(decimalText(Uint8Array.of(0x01, 0xe2, 0x40), 3)).toBe('123.456');
});

test('moments before 1970 and beyond milliseconds', () => {
  expect(momentText(-1n, 1e6)).toEqual({ text: '1969-12-31T23:59:59.999', isFiner: true });
  expect(momentText(1_700_000_000_123n, 1e3)).toEqual({ text: '2023-11-14T22:13:20.123', isFiner: false });
  expect(momentText(1_700_000_000_000_000_000n, 1e9)).toEqual({
    text: '2023-11-14T22:13:20',
    isFiner: false,
  });
  expect(momentText(9_000_000_000_000_000_000n, 1e3)).toEqual({
    text: '9000000000000000000',
    isFiner: false,
  });
  expect(dayText(-1)).toBe('1969-12-31');
  expect(dayText(2_000_000_000)).toBe('2000000000');
});

test('times of day', () => {
  expect(timeText(3_723_004n, 1e3)).toBe('01:02:03.004');
  expect(timeText(86_399_999_999n, 1e6)).toBe('23:59:59.999999');
  expect(timeText(0n, 1e6)).toBe('00:00:00');
  expect(timeText(86_400_000n, 1e3)).toBe('86400000');
});

test('Base64 is what everybody else makes of the bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => base64Text(bytes) === Buffer.from(bytes).toString('base64')),
  );
});

test('what another Snappy packed is unpacked to the same bytes', () => {
  const runs = fc.array(
    fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 300 })),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(runs, (parts) => {
      const bytes = Buffer.concat(
        parts.flatMap(([part, times]) => Array.from({ length: times }, () => Buffer.from(part))),
      );
      return Buffer.from(unpackSnappy(snappy(bytes), 10_000_000)).equals(bytes);
    }),
    { numRuns: 60 },
  );
});
