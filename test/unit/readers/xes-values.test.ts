import { describe, expect, test } from 'vitest';
import { attributeValue } from '../../../electron/core/convert/xes/attribute-value.ts';

describe('an attribute of an event log', () => {
  test.each([
    ['string', 'a"b', '"a\\"b"', 'STRING'],
    ['id', 'urn:1', '"urn:1"', 'STRING'],
    ['int', '12345678901234567890', '12345678901234567890', 'STRING'],
    ['int', '+007', '7', 'INTEGER'],
    ['int', '-9223372036854775808', '-9223372036854775808', 'INTEGER'],
    ['float', '1.50', '1.50', 'FLOAT'],
    ['float', '.5', '0.5', 'FLOAT'],
    ['float', '1.0E-5', '0.00001', 'FLOAT'],
    ['boolean', 'True', 'true', 'BOOLEAN'],
    ['boolean', '0', 'false', 'BOOLEAN'],
    ['date', '2010-12-30T11:02:00.000+01:00', '"2010-12-30T10:02:00"', 'DATETIME'],
    ['date', '2010-12-30T23:30:00-0230', '"2010-12-31T02:00:00"', 'DATETIME'],
    ['date', '2010-12-30T11:02:00.25', '"2010-12-30T11:02:00.250"', 'DATETIME'],
    ['date', '2010-12-30', '"2010-12-30T00:00:00"', 'DATETIME'],
  ] as const)('of type %s with %s is %s', (type, text, json, column) => {
    expect(attributeValue(type, text)).toEqual({ json, type: column });
  });

  test.each([
    ['int', 'twelve'],
    ['int', '1.5'],
    ['float', '1,5'],
    ['date', '30.12.2010'],
    ['date', '2010-02-31T00:00:00Z'],
    ['date', '2010-12-30T25:00:00Z'],
    ['boolean', 'yes'],
  ] as const)('of type %s keeps %s as the text that it is', (type, text) => {
    expect(attributeValue(type, text)).toEqual({
      json: JSON.stringify(text),
      type: 'STRING',
      flaw: 'notOfType',
    });
  });

  test('that is no finite number is empty, and counted', () => {
    for (const text of ['NaN', '-INF', '1e999'])
      expect(attributeValue('float', text)).toMatchObject({ json: 'null', flaw: 'notFinite' });
  });

  test('that is finer than milliseconds is cut, and counted', () => {
    expect(attributeValue('date', '2010-12-30T11:02:00.1234567Z')).toEqual({
      json: '"2010-12-30T11:02:00.123"',
      type: 'DATETIME',
      flaw: 'finerThanMillis',
    });
  });

  test('without a value is null', () => {
    expect(attributeValue('string', undefined).json).toBe('null');
  });
});
