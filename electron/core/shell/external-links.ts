/** Where a link may lead out of the window: the product's documentation and Celonis, over https alone. */
const hosts: readonly string[] = [
  'docs.celonis.com',
  'developer.celonis.com',
  'www.celonis.com',
  'github.com',
];
const suffixes: readonly string[] = ['.celonis.cloud'];
const longest = 2_000;

/** The address as it may be handed to the system's browser; undefined for everything else. */
export const allowedLink = (text: string): string | undefined => {
  if (text.length > longest) return undefined;
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:') return undefined;
  if (url.username !== '' || url.password !== '' || url.port !== '') return undefined;
  const allowed = hosts.includes(url.hostname) || suffixes.some((suffix) => url.hostname.endsWith(suffix));
  return allowed ? url.href : undefined;
};
