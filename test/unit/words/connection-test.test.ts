import { expect, test } from 'vitest';
import { germanDetails, stepDetail } from '../../../electron/contract/words/connection-test.ts';

/** What the steps say, one of each kind. */
const details = [
  'the settings cannot be used',
  'dev.eu-1.celonis.cloud is not known here',
  'the proxy: proxy.example is 10.0.0.1',
  'the proxy: 10.0.0.1',
  'dev.eu-1.celonis.cloud is 10.0.0.1, 2001:db8::1',
  'no connection',
  'none, as the environment says',
  'http://proxy.example:8080, set for all connections',
  'not encrypted (plain HTTP)',
  'TLSv1.3, certificate of *.celonis.cloud by Example CA, valid until Jan 1 2027',
  'the endpoint tells no time',
  'agrees with the service',
  '90 seconds behind: still accepted',
  'accepted, but the service does not know target table order',
  'accepted',
  'refused',
];

test('German has words for whatever a step finds, and every rule of it is used', () => {
  expect(details.filter((detail) => stepDetail(detail, 'de') === detail)).toEqual([]);
  expect(germanDetails.filter(([rule]) => !details.some((detail) => rule.test(detail)))).toEqual([]);
});

test('an address alone says itself', () => {
  expect(stepDetail('127.0.0.1', 'de')).toBe('127.0.0.1');
  expect(stepDetail('90 seconds behind: still accepted', 'de')).toBe(
    'geht 90 Sekunden nach: wird noch angenommen',
  );
  expect(stepDetail('none, as the environment says', 'en')).toBe('none, as the environment says');
});
