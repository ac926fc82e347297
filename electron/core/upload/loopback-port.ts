const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The port of an endpoint on this machine; undefined for every other. */
export const loopbackPort = (endpoint: string | undefined): number | undefined => {
  const url = endpoint === undefined ? null : URL.parse(endpoint);
  return url === null || !loopback.has(url.hostname) || url.port === '' ? undefined : Number(url.port);
};
