/** What decides on the proxy: the connection's own, or the environment's variables. */
export interface ProxyChoice {
  readonly proxy?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const loopback = /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** One entry of NO_PROXY: `*`, a host, `.domain` or `*.domain`, each also with `:port`. A domain covers its hosts. */
const covers = (entry: string, host: string, port: string): boolean => {
  if (entry === '*') return true;
  const match = /^(.*?)(?::(\d+))?$/.exec(entry.replace(/^\*?\./, ''));
  const name = match?.[1]?.toLowerCase() ?? '';
  if (name === '' || (match?.[2] !== undefined && match[2] !== port)) return false;
  return host === name || host.endsWith(`.${name}`);
};

/**
 * The proxy for an endpoint; undefined where it is reached directly. The connection's own proxy always counts, also `none`; the
 * environment's (HTTPS_PROXY or HTTP_PROXY by the endpoint's protocol, NO_PROXY, each also in lower case) never for
 * this machine itself. Throws `TypeError` where the address is none.
 */
export const proxyFor = (endpoint: string, { proxy, environment }: ProxyChoice): URL | undefined => {
  if (proxy === 'none') return undefined;
  if (proxy !== undefined) return new URL(proxy);
  const { protocol, hostname, port } = new URL(endpoint);
  if (loopback.test(hostname)) return undefined;
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? '';
  const named = read(protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY').trim();
  if (named === '') return undefined;
  const entries = read('NO_PROXY')
    .split(/[\s,]+/)
    .filter(Boolean);
  const effectivePort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  if (entries.some((entry) => covers(entry, hostname.toLowerCase(), effectivePort))) return undefined;
  return new URL(named.includes('://') ? named : `http://${named}`);
};

/** A proxy's address as it may be shown: without user name and password. */
export const shownProxy = (proxy: URL): string => `${proxy.protocol}//${proxy.host}`;
