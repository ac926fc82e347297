import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Push } from '../../contract/calls.ts';
import { Fault } from '../../contract/fault.ts';
import { httpDoor, mostBodyBytes, mostEventStreams } from '../../contract/http-door.ts';
import { droppedName } from '../../core/door/dropped-name.ts';
import { cookieIn, isJson, refusedAtGate } from '../../core/door/http-gate.ts';
import type { AnswerCall } from '../../core/door/open-door.ts';
import type { UiAddress } from '../../core/door/ui-address.ts';
import { contentSecurityPolicy } from '../../core/shell/content-security-policy.ts';
import type { Log } from '../../core/shell/files.ts';
import { EventStreams, eventStreamSettings, type EventStreamSettings } from './event-streams.ts';
import { readBody } from './read-body.ts';
import { receiveFile } from './receive-file.ts';
import type { StaticFiles } from './static-files.ts';

export interface UiServerParts {
  /** The window's files; undefined where they are not built. */
  readonly files: StaticFiles | undefined;
  readonly answer: AnswerCall;
  readonly subscribe: (listener: (push: Push) => void) => () => void;
  /** The folder of a table, by the names in the address. Throws a Fault where there is no such table. */
  readonly folderOf: (connection: string, table: string) => string;
  /** A file was put into it. */
  readonly dropped: (connection: string, table: string) => void;
  /** A new folder for a file that is only to be looked at, and what is told of its path. */
  readonly sampleFolder: () => Promise<string>;
  readonly sampleTaken: (folder: string, name: string) => string;
  readonly log: Pick<Log, 'write'>;
  readonly limits?: Partial<UiLimits>;
}

export interface UiLimits {
  /** Milliseconds in which a request's head must have come, and in which a call's body must have. */
  readonly headWithin: number;
  readonly bodyWithin: number;
  readonly connections: number;
  readonly streams: EventStreamSettings;
}

export const uiLimits: UiLimits = {
  headWithin: 10_000,
  bodyWithin: 20_000,
  connections: 1_024,
  streams: { ...eventStreamSettings, most: mostEventStreams },
};

export interface UiServer {
  /** Opens the window once in a browser: it holds the token. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const safety: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
  'Cache-Control': 'no-store',
};

const equal = (given: string | undefined, secret: string): boolean => {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(secret)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const one = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.join(', ');

/** A file of the window; every other path is the window's own, and the document knows what to show there. */
const isFilePath = (path: string): boolean => /^\/(?:assets\/|[^/]*\.[^/]*$)/.test(path);

/** The text of an address's part; undefined where it is not encoded as it should be. */
const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
};

/** Serves the window to a browser of this machine. Throws `usage.wrong` where the port is taken. */
export const startUiServer = async (address: UiAddress, parts: UiServerParts): Promise<UiServer> => {
  const server = new WindowServer(parts, { ...uiLimits, ...parts.limits });
  const port = await server.listen(address);
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}/?${httpDoor.token}=${server.token}`,
    port,
    close: () => server.close(),
  };
};

class WindowServer {
  readonly token = randomBytes(32).toString('base64url');
  readonly #session = randomBytes(32).toString('base64url');
  readonly #parts: UiServerParts;
  readonly #limits: UiLimits;
  readonly #streams: EventStreams;
  readonly #server: Server;
  #cookie = 'sluice';

  constructor(parts: UiServerParts, limits: UiLimits) {
    this.#parts = parts;
    this.#limits = limits;
    this.#streams = new EventStreams(parts.subscribe, limits.streams);
    this.#server = createServer(
      {
        headersTimeout: limits.headWithin,
        // a dropped file may take long: bodies have their own limits
        requestTimeout: 0,
        connectionsCheckingInterval: Math.min(1_000, limits.headWithin),
        keepAliveTimeout: 5_000,
        maxHeaderSize: 16 * 1024,
      },
      (request, response) => {
        request.on('error', () => undefined);
        response.on('error', () => undefined);
        this.#handle(request, response).catch((error: unknown) => {
          parts.log.write('error', 'a request failed', { reason: String(error) });
          if (!response.headersSent) this.#refuse(response, 500, 'the request failed');
          else response.destroy();
        });
      },
    );
    this.#server.maxConnections = limits.connections;
  }

  listen({ host, port }: UiAddress): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          new Fault(
            'usage.wrong',
            { reason: `${host}:${port} cannot be listened on (${error.code ?? error.message})` },
            { cause: error },
          ),
        ),
      );
      this.#server.listen(port, host, () => {
        const { port: taken } = this.#server.address() as AddressInfo;
        // cookies know no ports: two services on one machine must not take each other's
        this.#cookie = `sluice-${taken}`;
        resolve(taken);
      });
    });
  }

  async close(): Promise<void> {
    this.#streams.close();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => this.#server.closeAllConnections(), 1_000);
    await closed;
    clearTimeout(cut);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(safety)) response.setHeader(name, value);
    const { method = '', url = '', headers } = request;
    const refused = refusedAtGate({
      method,
      host: headers.host,
      origin: headers.origin,
      fetchSite: one(headers['sec-fetch-site']),
      fetchMode: one(headers['sec-fetch-mode']),
    });
    if (refused !== undefined) return this.#warn(request, response, 403, refused);
    const address = /^\/(?!\/)/.test(url) ? URL.parse(`http://window${url}`) : null;
    if (address === null) return this.#refuse(response, 400, 'this is no address');
    const { pathname, searchParams } = address;

    if (method === 'GET' && pathname === '/' && searchParams.has(httpDoor.token)) {
      return this.#exchange(request, response, searchParams.get(httpDoor.token) ?? '');
    }
    if (!equal(cookieIn(headers.cookie, this.#cookie), this.#session)) {
      return this.#warn(request, response, 403, 'open the address that Sluice printed when it was started');
    }
    if (method === 'POST' && pathname.startsWith(httpDoor.call)) {
      return this.#call(request, response, decoded(pathname.slice(httpDoor.call.length)));
    }
    if (method === 'PUT') return this.#take(request, response, pathname);
    if (method !== 'GET' && method !== 'HEAD') return this.#refuse(response, 405, 'this is not done here');
    if (pathname === httpDoor.events) return this.#events(method, response);
    return this.#file(request, response, pathname);
  }

  #exchange(request: IncomingMessage, response: ServerResponse, given: string): void {
    if (!equal(given, this.token))
      return this.#warn(request, response, 403, 'the token is not the right one');
    response.setHeader('Set-Cookie', `${this.#cookie}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`);
    response.writeHead(303, { Location: '/' }).end();
  }

  async #call(request: IncomingMessage, response: ServerResponse, name: string | undefined): Promise<void> {
    if (!isJson(request.headers['content-type'])) {
      return this.#refuse(response, 415, 'a call is JSON');
    }
    const body = await readBody(request, mostBodyBytes, this.#limits.bodyWithin);
    if ('refused' in body) {
      if (body.refused === 'tooLarge') return this.#refuse(response, 413, 'the call is too large');
      return this.#refuse(response, 408, 'the call did not come whole');
    }
    let input: unknown;
    try {
      input = JSON.parse(body.text);
    } catch {
      return this.#refuse(response, 400, 'the call is no JSON');
    }
    this.#json(response, 200, await this.#parts.answer(name, input));
  }

  async #take(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const parts = pathname.split('/').slice(1).map(decoded);
    try {
      const [kind, first, second, third] = parts;
      if (kind === 'drop' && parts.length === 4 && first && second && third) {
        const folder = this.#parts.folderOf(first, second);
        const name = await receiveFile(request, folder, droppedName(third));
        this.#parts.dropped(first, second);
        return this.#json(response, 200, { ok: true, value: { name } });
      }
      if (kind === 'sample' && parts.length === 2 && first) {
        const wished = droppedName(first);
        const folder = await this.#parts.sampleFolder();
        const name = await receiveFile(request, folder, wished);
        return this.#json(response, 200, {
          ok: true,
          value: { path: this.#parts.sampleTaken(folder, name) },
        });
      }
      return this.#refuse(response, 404, 'there is no such place');
    } catch (error) {
      // what is left of the body is not wanted
      response.setHeader('Connection', 'close');
      return this.#json(response, 200, { ok: false, fault: Fault.from(error).view });
    }
  }

  #events(method: string, response: ServerResponse): void {
    if (method !== 'GET') return this.#refuse(response, 405, 'this is not done here');
    if (this.#streams.full) {
      response.setHeader('Retry-After', '15');
      return this.#refuse(response, 503, 'too many windows are open');
    }
    this.#streams.add(response);
  }

  #file(request: IncomingMessage, response: ServerResponse, pathname: string): void {
    const { files } = this.#parts;
    if (files === undefined) return this.#refuse(response, 503, 'the window is not built: npm run build');
    const found = files.get(pathname) ?? (isFilePath(pathname) ? undefined : files.get('/index.html'));
    if (found === undefined) return this.#refuse(response, 404, 'there is no such file');
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('ETag', found.etag);
    if (request.headers['if-none-match'] === found.etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': found.type, 'Content-Length': found.body.length });
    response.end(request.method === 'HEAD' ? undefined : found.body);
  }

  /** What a hostile page or program may have sent is told of. */
  #warn(request: IncomingMessage, response: ServerResponse, status: number, reason: string): void {
    const { method, headers } = request;
    const path = request.url?.split('?', 1)[0]?.slice(0, 200);
    this.#parts.log.write('warn', 'a request was refused', {
      method,
      path,
      reason,
      host: headers.host?.slice(0, 200),
      origin: headers.origin?.slice(0, 200),
    });
    this.#refuse(response, status, reason);
  }

  #refuse(response: ServerResponse, status: number, reason: string): void {
    // whatever else the request brings is not read
    response.setHeader('Connection', 'close');
    this.#json(response, status, { ok: false, fault: new Fault('call.refused', { reason }).view });
  }

  #json(response: ServerResponse, status: number, value: unknown): void {
    if (response.destroyed) return;
    const text = JSON.stringify(value);
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(text),
    });
    response.end(text);
  }
}
