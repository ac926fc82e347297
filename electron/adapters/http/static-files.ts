import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface StaticFile {
  readonly body: Buffer;
  readonly type: string;
  /** Quoted, as the header wants it. */
  readonly etag: string;
}

/** The window's files by their path, e.g. `/assets/index.js`. What is not listed here is not served, whatever is asked for. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Reads the built window into memory; undefined where it is not built. Source maps stay out. */
export const readStaticFiles = async (folder: string): Promise<StaticFiles | undefined> => {
  const files = new Map<string, StaticFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const name = `/${relative(folder, path).split(sep).join('/')}`;
    const read = await readFile(path);
    const body = entry.name === 'index.html' ? rooted(read) : read;
    files.set(name, { body, type, etag: `"${createHash('sha256').update(body).digest('base64url')}"` });
  }
  return files.has('/index.html') ? files : undefined;
};

/** The document is served under every path of the window: it must not look for its files beside itself. */
const rooted = (document: Buffer): Buffer =>
  Buffer.from(document.toString('utf8').replaceAll(/\b(src|href)="\.\//g, '$1="/'));
