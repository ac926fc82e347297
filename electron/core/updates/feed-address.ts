import { isFeedAddress } from '../../contract/feed-address.ts';

/** Where a redirection leads, undefined where it may not be followed: what began with https stays with it. */
export const redirected = (from: URL, location: string): URL | undefined => {
  const to = URL.parse(location, from.href);
  if (to === null || !isFeedAddress(to.href)) return undefined;
  return from.protocol === 'https:' && to.protocol !== 'https:' ? undefined : to;
};

/** The address of a file of the feed. `name` is a plain name. */
export const besideFeed = (feed: string, name: string): URL => {
  const base = new URL(feed);
  base.search = '';
  base.hash = '';
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return new URL(name, base);
};
