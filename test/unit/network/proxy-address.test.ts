import { describe, expect, test } from 'vitest';
import { Configuration } from '../../../electron/contract/configuration.ts';
import type { Credentials } from '../../../electron/core/credentials/credentials.ts';
import {
  meantAddress,
  proxyAccount,
  shownAddress,
  withoutPassword,
  withPassword,
} from '../../../electron/core/network/proxy-address.ts';
import { keptAddress, onItsWay, shownConfiguration } from '../../../electron/core/network/way.ts';

const secret = 'p@ss:w/rd #1';
const full = `http://me:${encodeURIComponent(secret)}@proxy.example:8080`;
const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';

const keychain = () => {
  const kept = new Map<string, Credentials>();
  return {
    kept,
    get: async (id: string) => kept.get(id),
    set: async (id: string, credentials: Credentials) => void kept.set(id, credentials),
  };
};

describe('an address', () => {
  test.each([
    [full, 'http://me:***@proxy.example:8080', 'http://me@proxy.example:8080'],
    ['http://me:p@w@proxy.example', 'http://me:***@proxy.example', 'http://me@proxy.example'],
    ['https://:only@proxy.example:1/x', 'https://:***@proxy.example:1/x', 'https://proxy.example:1/x'],
    ['http://proxy.example:8080', 'http://proxy.example:8080', 'http://proxy.example:8080'],
    ['none', 'none', 'none'],
    ['http://me:broken@[', '***', 'none'],
  ])('%s is shown and exported without its password', (address, shown, exported) => {
    expect(shownAddress(address)).toBe(shown);
    expect(withoutPassword(address)).toBe(exported);
  });

  test('is the same again with its password', () => {
    expect(withPassword('http://me@proxy.example:8080', secret)).toBe(new URL(full).href.replace(/\/$/, ''));
    expect(new URL(withPassword('http://me@proxy.example', 'a%b')).password).toBe('a%25b');
  });

  test('has its place in the keychain by user, host and port', () => {
    expect(proxyAccount(full)).toBe('proxy/me@proxy.example:8080');
    expect(proxyAccount('http://proxy.example:8080')).toBeUndefined();
  });
});

describe('what a window sends back', () => {
  test('means the password that is known, for the very same user and host', () => {
    expect(meantAddress('http://me:***@proxy.example:8080', ['none', full])).toBe(full);
    expect(meantAddress('http://proxy.example', [full])).toBe('http://proxy.example');
  });

  test.each([
    'http://me:***@evil.example:8080',
    'http://other:***@proxy.example:8080',
    'http://me:***@proxy.example:8081',
    'https://me:***@proxy.example:8080',
  ])('and never takes it to another place: %s', (given) => {
    expect(() => meantAddress(given, [full])).toThrow(/password of the proxy is not known/);
  });

  test('puts a new password into the keychain, from where the way to the service has it', async () => {
    const secrets = keychain();
    const before = Configuration.parse({});
    const kept = await keptAddress(full, before, secrets);
    expect(kept).toBe('http://me@proxy.example:8080');
    const reached = await onItsWay({ proxy: undefined, caFile: undefined }, { proxy: kept }, secrets);
    expect(new URL(reached.proxy ?? '').password).toBe(new URL(full).password);
    expect(JSON.stringify([...secrets.kept])).not.toContain('w/rd');
  });
});

describe('the way of a connection', () => {
  const all = { proxy: 'http://all.example:3128', caFile: '/ca/all.pem' };

  test('is that of all connections where it says nothing', async () => {
    expect(await onItsWay({ proxy: undefined, caFile: undefined }, all, keychain())).toEqual(all);
    expect(await onItsWay({ proxy: undefined, caFile: undefined }, {}, keychain())).toEqual({});
  });

  test('is its own where it says so, also none', async () => {
    expect(await onItsWay({ proxy: 'none', caFile: '/ca/own.pem' }, all, keychain())).toEqual({
      proxy: 'none',
      caFile: '/ca/own.pem',
    });
  });
});

test('no password of a proxy is in what a window sees of the configuration', () => {
  const configuration = Configuration.parse({
    proxy: full,
    connections: [{ name: 'a', team: 'a', cluster: 'eu-1', connectionId, proxy: full }],
  });
  const shown = JSON.stringify(shownConfiguration(configuration));
  expect(shown).not.toContain(encodeURIComponent(secret));
  expect(shown.match(/me:\*\*\*@/g)).toHaveLength(2);
  expect(Configuration.safeParse(JSON.parse(shown)).success).toBe(true);
});
