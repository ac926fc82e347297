import path from 'node:path';
import { appHost } from './app-origin.ts';

/** The file that an address of the window names; undefined where it leads out of the folder. */
export const fileFor = (root: string, address: string): string | undefined => {
  const url = URL.parse(address);
  if (url === null || url.host !== appHost) return undefined;
  let name: string;
  try {
    name = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  if (name.includes('\0') || name.includes('\\')) return undefined;
  const file = path.join(root, name === '/' ? 'index.html' : name);
  const inside = path.relative(root, file);
  return inside === '' || inside.startsWith('..') || path.isAbsolute(inside) ? undefined : file;
};
