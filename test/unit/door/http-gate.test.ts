import { describe, expect, test } from 'vitest';
import {
  cookiesIn,
  isJson,
  refusedAtGate,
  type RequestHeads,
} from '../../../electron/core/door/http-gate.ts';
import { uiAddress } from '../../../electron/core/door/ui-address.ts';
import { droppedName } from '../../../electron/core/door/dropped-name.ts';

const host = '127.0.0.1:4711';
const asked = (heads: Partial<RequestHeads>): string | undefined =>
  refusedAtGate({
    method: 'GET',
    host,
    origin: undefined,
    fetchSite: undefined,
    fetchMode: undefined,
    ...heads,
  });

describe('the gate', () => {
  test.each(['127.0.0.1:4711', 'localhost:4711', '[::1]:4711', 'LOCALHOST', '127.0.0.1:9'])(
    'knows %s as this machine',
    (name) => expect(asked({ host: name })).toBeUndefined(),
  );

  test.each([
    'evil.example',
    'evil.example:4711',
    '127.0.0.1.evil.example:4711',
    'localhost.evil.example',
    '0.0.0.0:4711',
    '192.168.1.5:4711',
    '[::]:4711',
    'evil.example@127.0.0.1:4711',
    '127.0.0.1:4711, evil.example',
    '',
    undefined,
  ])('refuses the Host %s', (name) => expect(asked({ host: name })).toBeDefined());

  test('lets its own page call', () => {
    expect(
      asked({ method: 'POST', origin: `http://${host}`, fetchSite: 'same-origin', fetchMode: 'cors' }),
    ).toBeUndefined();
  });

  test.each([
    'http://evil.example',
    'https://127.0.0.1:4711',
    'http://127.0.0.1:4712',
    'http://localhost:4711',
    'null',
    '',
  ])('refuses whoever says to be %s', (origin) => {
    expect(asked({ method: 'POST', origin })).toBeDefined();
    expect(asked({ method: 'GET', origin })).toBeDefined();
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    'refuses %s without a word where it comes from',
    (method) => expect(asked({ method })).toBeDefined(),
  );

  test('shows the page to who follows a link, and hands nothing to other pages', () => {
    expect(asked({ fetchSite: 'cross-site', fetchMode: 'navigate' })).toBeUndefined();
    expect(asked({ fetchSite: 'cross-site', fetchMode: 'no-cors' })).toBeDefined();
    expect(asked({ fetchSite: 'same-site', fetchMode: 'no-cors' })).toBeDefined();
  });
});

test('a cookie is found by its whole name', () => {
  expect(cookiesIn('a=1; xsluice-1=2; sluice-1=3; sluice-1=4', 'sluice-1')).toEqual(['3', '4']);
  expect(cookiesIn('sluice-12=3', 'sluice-1')).toEqual([]);
  expect(cookiesIn(undefined, 'sluice-1')).toEqual([]);
});

test('what a form can send without asking is not JSON', () => {
  expect(isJson('application/json; charset=utf-8')).toBe(true);
  for (const type of [
    undefined,
    '',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonp',
  ]) {
    expect(isJson(type)).toBe(false);
  }
});

describe('the address of the window', () => {
  test.each([
    [undefined, '127.0.0.1', 0],
    ['8080', '127.0.0.1', 8080],
    ['127.0.0.1', '127.0.0.1', 0],
    ['127.0.0.1:8080', '127.0.0.1', 8080],
    ['localhost:1', '127.0.0.1', 1],
    ['[::1]:8080', '::1', 8080],
    ['::1', '::1', 0],
    ['127.0.0.9:80', '127.0.0.9', 80],
  ])('%s', (text, name, port) => expect(uiAddress(text)).toEqual({ host: name, port }));

  test.each([
    '0.0.0.0:80',
    '192.168.1.2:80',
    'example.org:80',
    '[::]:80',
    '127.0.0.1:99999',
    'a b',
    ':80',
    'x:y',
  ])('%s is refused', (text) =>
    expect(() => uiAddress(text)).toThrow(expect.objectContaining({ code: 'usage.wrong' })),
  );
});

test.each([
  '',
  '.',
  '..',
  '../x',
  'a/b',
  'a\\b',
  'a\0b',
  'a\nb',
  'CON:',
  '.hidden',
  '~$x.xlsx',
  'x.part',
  'x'.repeat(256),
])('a dropped file is not called %j', (name) =>
  expect(() => droppedName(name)).toThrow(expect.objectContaining({ code: 'usage.wrong' })),
);

test('a dropped file keeps its name', () =>
  expect(droppedName('Aufträge 2024 (1).csv')).toBe('Aufträge 2024 (1).csv'));
