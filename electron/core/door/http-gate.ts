/** What of a request decides whether it is listened to, as the headers say it. */
export interface RequestHeads {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`: where a browser says that the request began. */
  readonly fetchSite: string | undefined;
  /** `Sec-Fetch-Mode`: `navigate` where a person follows a link. */
  readonly fetchMode: string | undefined;
}

/** Names under which a browser reaches this machine and no other. */
const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Why a request is refused before anything else of it is looked at; undefined where it may be one of our own page.
 *
 * - The Host must be a name of this machine: a foreign name that was made to point here (DNS rebinding) is not. The port
 *   may be another than ours, as behind a tunnel.
 * - Whoever changes something must say where it comes from, and that must be the very Host: a page of another site, or of
 *   another port of this machine, cannot say so.
 */
export const refusedAtGate = (heads: RequestHeads): string | undefined => {
  const { host, origin, fetchSite } = heads;
  if (host === undefined || !loopbackName.test(host)) return 'this name is not one of this machine';
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return 'another page may not ask for anything';
  }
  const reads = heads.method === 'GET' || heads.method === 'HEAD';
  if (!reads && origin === undefined) return 'the request does not say which page it comes from';
  // a link that a person follows, or an address that is typed, shows the page and nothing to whoever leads there
  const foreign = fetchSite === 'cross-site' || fetchSite === 'same-site';
  const follows = heads.method === 'GET' && heads.fetchMode === 'navigate';
  return foreign && !follows ? 'another page may not ask for anything' : undefined;
};

/** The values of a cookie. Another port or page of this machine may have set one of the same name beside ours. */
export const cookiesIn = (header: string | undefined, name: string): readonly string[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));

/** JSON, whatever its parameters: a form of another site cannot send it without being asked first. */
export const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(?:;|$)/i.test(contentType ?? '');
