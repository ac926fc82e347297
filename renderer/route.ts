import { useSyncExternalStore } from 'react';

/** Where the window is: path parts and query. It stands behind `#`, so that a reload and a deep link lead there. */
export interface Route {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  /** The whole, as `go` takes it. */
  readonly path: string;
}

const partOf = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export const readRoute = (path: string): Route => {
  const [before = '', after = ''] = path.replace(/^#/, '').split('?');
  return {
    parts: before
      .split('/')
      .filter((part) => part !== '')
      .map(partOf),
    query: new URLSearchParams(after),
    path: path.replace(/^#/, '') || '/',
  };
};

/** A path of the window from its parts, each encoded. */
export const pathOf = (...parts: readonly string[]): string => `/${parts.map(encodeURIComponent).join('/')}`;

export const withQuery = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => (entry[1] ?? '') !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
};

/** Whoever holds unsaved work may ask before the window goes elsewhere. */
let guard: (() => boolean) | undefined;
export const setGuard = (mayLeave: (() => boolean) | undefined): void => {
  guard = mayLeave;
};

export const go = (path: string): void => {
  if (guard !== undefined && !guard()) return;
  guard = undefined;
  location.hash = path;
};

/** Changes the query without a step in the browser's history: filters and sort. */
export const amend = (path: string): void => {
  history.replaceState(null, '', `#${path}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
};

/** In a browser a deep link is a path of its own: it moves behind the `#`. */
export const adoptPath = (): void => {
  const { pathname, search, hash } = location;
  if (hash !== '' || pathname === '/' || pathname.endsWith('.html')) return;
  history.replaceState(null, '', `/#${pathname}${search}`);
};

let current = readRoute('');
const read = (): Route => {
  if (current.path !== (location.hash.slice(1) || '/')) current = readRoute(location.hash);
  return current;
};
const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

export const useRoute = (): Route => useSyncExternalStore(subscribe, read);
