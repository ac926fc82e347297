import { net, protocol } from 'electron';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { contentSecurityPolicy } from '../core/shell/content-security-policy.ts';
import type { Log } from '../core/shell/files.ts';
import { appScheme } from './app-origin.ts';
import { fileFor } from './page-file.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Before `ready`. */
export const registerAppScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);

const refused = (status: number): Response => new Response(null, { status });

/** Serves the window's files, each with the Content-Security-Policy as a header. */
export const setupAppProtocol = (root: string, log: Log): void => {
  protocol.handle(appScheme, async (request) => {
    const file = request.method === 'GET' ? fileFor(root, request.url) : undefined;
    const type = file === undefined ? undefined : mediaTypes[path.extname(file)];
    if (file === undefined || type === undefined) {
      log.write('warn', 'a request of the window was refused', { url: request.url.slice(0, 500) });
      return refused(404);
    }
    let content: Response;
    try {
      content = await net.fetch(pathToFileURL(file).href);
    } catch {
      return refused(404);
    }
    return new Response(content.body, {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cache-Control': 'no-cache',
      },
    });
  });
};
