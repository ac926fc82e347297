// Chromium does not know the application's own schemes. `app://sluice/index.html` is told to it as
// `https://sluice.app.standin.invalid/index.html`, and translated back wherever the application sees an address.

const standInHost = /^https:\/\/([^/]+)\.([a-z][a-z0-9-]*)\.standin\.invalid(\/.*)?$/;
const address = /^([a-z][a-z0-9-]*):\/\/([^/]*)(\/.*)?$/;
const rootHost = 'root';

/** Chromium's address for an application's: only registered schemes and `file:` are translated. */
export const toWeb = (url: string, registered: ReadonlySet<string>): string => {
  const [, scheme = '', host = '', path = '/'] = address.exec(url) ?? [];
  if (!registered.has(scheme) && scheme !== 'file') return url;
  return `https://${host === '' ? rootHost : host}.${scheme}.standin.invalid${path}`;
};

/** The application's address for Chromium's. */
export const toApplication = (url: string): string => {
  const [match, host = '', scheme = '', path = '/'] = standInHost.exec(url) ?? [];
  if (match === undefined) return url;
  return `${scheme}://${scheme === 'file' && host === rootHost ? '' : host}${path}`;
};

/** The scheme that stands behind one of Chromium's addresses; undefined for the web's own. */
export const schemeOf = (url: string): string | undefined => standInHost.exec(url)?.[2];
