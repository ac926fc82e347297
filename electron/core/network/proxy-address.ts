import { Fault } from '../../contract/fault.ts';

/** What stands in place of a password wherever an address is shown. */
export const maskedPassword = '***';

/** The address in parts; undefined for `none`, and for what is no address. */
const partsOf = (address: string): URL | undefined =>
  address === 'none' ? undefined : (URL.parse(address) ?? undefined);

/** Without the slash that an address gets from being taken apart. */
const written = (url: URL): string => (url.pathname === '/' ? url.href.replace(/\/$/, '') : url.href);

/** The address as it may be shown: with its user, and marks in place of the password. */
export const shownAddress = (address: string): string => {
  const url = partsOf(address);
  if (url === undefined) return address.includes('@') ? maskedPassword : address;
  if (url.password === '') return address;
  url.password = maskedPassword;
  return written(url);
};

/** The address without its password; the user stays, since a keychain is asked by it. */
export const withoutPassword = (address: string): string => {
  const url = partsOf(address);
  if (url === undefined) return address.includes('@') ? 'none' : address;
  if (url.password === '') return address;
  url.password = '';
  return written(url);
};

/** Where the keychain keeps a proxy's password; undefined for an address without a user. */
export const proxyAccount = (address: string): string | undefined => {
  const url = partsOf(address);
  if (url === undefined || url.username === '') return undefined;
  return `proxy/${decodeURIComponent(url.username)}@${url.host}`;
};

/** User and password of an address, as they are meant; undefined where there is no password. */
export const loginIn = (
  address: string,
): { readonly user: string; readonly password: string } | undefined => {
  const url = partsOf(address);
  if (url === undefined || url.password === '') return undefined;
  return { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
};

/** The address with a password. */
export const withPassword = (address: string, password: string): string => {
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return written(url);
};

/**
 * What an address means that was shown before and comes back: a masked password is the one that stands in `known` for
 * the same user at the same host. Throws `configuration.invalid` where there is none: a password never goes to another host.
 */
export const meantAddress = (given: string, known: readonly string[]): string => {
  if (loginIn(given)?.password !== maskedPassword) return given;
  const same = known.find(
    (address) => loginIn(address) !== undefined && shownAddress(address) === shownAddress(given),
  );
  if (same !== undefined) return same;
  throw new Fault('configuration.invalid', {
    key: 'proxy',
    reason: 'the password of the proxy is not known for this address',
    suggestion: 'Type the password again.',
  });
};
