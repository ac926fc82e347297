import { expect, test } from 'vitest';
import { proxyFor, shownProxy } from '../../../electron/adapters/network/proxy.ts';

const celonis = 'https://dev.eu-1.celonis.cloud/api/data-ingestion';
const environment = { HTTPS_PROXY: 'http://proxy.test:3128', HTTP_PROXY: 'http://plain.test:8080' };
const chosen = (endpoint: string, choice: Parameters<typeof proxyFor>[1]) => proxyFor(endpoint, choice)?.host;

test('the variable of the endpoint’s protocol counts, lower case first, also without a scheme', () => {
  expect(chosen(celonis, { environment })).toBe('proxy.test:3128');
  expect(chosen('http://ingest.test/', { environment })).toBe('plain.test:8080');
  expect(chosen(celonis, { environment: { ...environment, https_proxy: 'lower.test:1' } })).toBe(
    'lower.test:1',
  );
  expect(chosen(celonis, { environment: { ...environment, https_proxy: '' } })).toBeUndefined();
  expect(chosen(celonis, { environment: {} })).toBeUndefined();
});

test('a connection’s own proxy goes before everything, also for loopback', () => {
  const choice = { proxy: 'http://own.test:1', environment: { ...environment, NO_PROXY: '*' } };
  expect(chosen(celonis, choice)).toBe('own.test:1');
  expect(chosen('http://127.0.0.1:9000', choice)).toBe('own.test:1');
});

test.each([
  '*',
  'celonis.cloud',
  '.celonis.cloud',
  '*.celonis.cloud',
  'dev.eu-1.celonis.cloud',
  'x, CELONIS.cloud:443',
  'a b celonis.cloud',
])('NO_PROXY=%s leaves the endpoint out', (entries) => {
  expect(chosen(celonis, { environment: { ...environment, NO_PROXY: entries } })).toBeUndefined();
});

test.each(['', 'onis.cloud', 'celonis.cloud:8443', 'eu-1', '.'])('NO_PROXY=%j does not', (entries) => {
  expect(chosen(celonis, { environment: { ...environment, NO_PROXY: entries } })).toBe('proxy.test:3128');
});

test.each(['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'])(
  'the environment’s proxy is not asked for %s',
  (endpoint) => {
    expect(chosen(endpoint, { environment })).toBeUndefined();
  },
);

test('a shown proxy has no login', () => {
  expect(shownProxy(new URL('http://user:pass@proxy.test:3128/'))).toBe('http://proxy.test:3128');
});
