import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Push } from '../../contract/calls.ts';
import { Fault } from '../../contract/fault.ts';
import { httpDoor, mostBodyBytes, mostEventStreams } from '../../contract/http-door.ts';
import { cookiesIn, isJson, refusedAtGate } from '../../core/door/http-gate.ts';
import type { AnswerCall } from '../../core/door/open-door.ts';
import type { UiAddress } from '../../core/door/ui-address.ts';
import type { Log } from '../../core/shell/files.ts';
import { EventStreams, eventStreamSettings, type EventStreamSettings } from './event-streams.ts';
import { readBody } from './read-body.ts';
import { refuse, sendJson, sendText, setSafety } from './reply.ts';
import { resumePage, resumeScript, resumeScriptPath } from './resume-page.ts';
import type { StaticFiles } from './static-files.ts';
import { decoded, takeFile, type FilePlaces } from './take-file.ts';

export interface UiServerParts extends FilePlaces {
  /** The window's files; undefined where they are not built. */
  readonly files: StaticFiles | undefined;
  readonly answer: AnswerCall;
  readonly subscribe: (listener: (push: Push) => void) => () => void;
  readonly log: Pick<Log, 'write'>;
  /** What windows that were open before come back with; one for this start alone unless given. */
  readonly key?: string;
  /** Taken where the address leaves the port open and this one is free. */
  readonly usualPort?: number;
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

/** The longest body of whoever is not known yet. */
const mostKeyBytes = 1024;

export interface UiServer {
  /** Opens the window once in a browser: it holds the token. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const equal = (given: string | undefined, secret: string): boolean => {
  const [left, right] = [Buffer.from(given ?? ''), Buffer.from(secret)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const one = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.join(', ');

/** A file of the window; every other path is the window's own, and the document knows what to show there. */
const isFilePath = (path: string): boolean => /^\/(?:assets\/|[^/]*\.[^/]*$)/.test(path);

/** Serves the window to a browser of this machine. Throws `usage.wrong` where the port is taken. */
export const startUiServer = async (address: UiAddress, parts: UiServerParts): Promise<UiServer> => {
  const server = new WindowServer(parts, { ...uiLimits, ...parts.limits });
  const port = await server.listenAsUsual(address);
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
  readonly #key: string;
  readonly #parts: UiServerParts;
  readonly #limits: UiLimits;
  readonly #streams: EventStreams;
  readonly #server: Server;
  #cookie = 'sluice';

  constructor(parts: UiServerParts, limits: UiLimits) {
    this.#parts = parts;
    this.#key = parts.key ?? randomBytes(32).toString('base64url');
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
          if (!response.headersSent) refuse(response, 500, 'the request failed');
          else response.destroy();
        });
      },
    );
    this.#server.maxConnections = limits.connections;
  }

  /** A window finds its service again where it was. */
  async listenAsUsual({ host, port }: UiAddress): Promise<number> {
    const { usualPort = 0 } = this.#parts;
    if (port !== 0 || usualPort === 0) return this.listen({ host, port });
    return this.listen({ host, port: usualPort }).catch(() => this.listen({ host, port }));
  }

  listen({ host, port }: UiAddress): Promise<number> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException): void =>
        reject(
          new Fault(
            'usage.wrong',
            { reason: `${host}:${port} cannot be listened on (${error.code ?? error.message})` },
            { cause: error },
          ),
        );
      this.#server.once('error', failed);
      this.#server.listen(port, host, () => {
        this.#server.off('error', failed);
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
    setSafety(response);
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
    if (address === null) return refuse(response, 400, 'this is no address');
    const { pathname, searchParams } = address;

    if (method === 'GET' && pathname === '/' && searchParams.has(httpDoor.token)) {
      return this.#exchange(request, response, searchParams.get(httpDoor.token) ?? '');
    }
    if (method === 'POST' && pathname === httpDoor.session) return this.#resume(request, response);
    if (!cookiesIn(headers.cookie, this.#cookie).some((value) => equal(value, this.#session))) {
      if (method === 'GET' && pathname === resumeScriptPath)
        return sendText(response, 200, 'text/javascript; charset=utf-8', resumeScript);
      return this.#unknown(request, response, 'open the address that Sluice printed when it was started');
    }
    if (method === 'POST' && pathname.startsWith(httpDoor.call)) {
      return this.#call(request, response, decoded(pathname.slice(httpDoor.call.length)));
    }
    if (method === 'PUT') return takeFile(request, response, pathname, this.#parts);
    if (method !== 'GET' && method !== 'HEAD') return refuse(response, 405, 'this is not done here');
    if (pathname === httpDoor.events) return this.#events(method, response);
    return this.#file(request, response, pathname);
  }

  #exchange(request: IncomingMessage, response: ServerResponse, given: string): void {
    if (!equal(given, this.token)) return this.#unknown(request, response, 'the token is not the right one');
    this.#openSession(response);
    response.writeHead(303, { Location: `/#${httpDoor.keyName}=${this.#key}` }).end();
  }

  #openSession(response: ServerResponse): void {
    response.setHeader('Set-Cookie', `${this.#cookie}=${this.#session}; HttpOnly; SameSite=Strict; Path=/`);
  }

  /** A window that was open before the service was started again. */
  async #resume(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = await this.#jsonOf(request, response, mostKeyBytes);
    if (input === undefined) return undefined;
    const given: unknown = Object(input.value)['key'];
    if (typeof given !== 'string' || !equal(given, this.#key))
      return this.#warn(request, response, 403, 'this window is not known any more');
    this.#openSession(response);
    return sendJson(response, 200, { ok: true, value: { done: true } });
  }

  async #call(request: IncomingMessage, response: ServerResponse, name: string | undefined): Promise<void> {
    const input = await this.#jsonOf(request, response, mostBodyBytes);
    if (input !== undefined) sendJson(response, 200, await this.#parts.answer(name, input.value));
  }

  /** The body as JSON; undefined where it was refused. */
  async #jsonOf(
    request: IncomingMessage,
    response: ServerResponse,
    most: number,
  ): Promise<{ readonly value: unknown } | undefined> {
    if (!isJson(request.headers['content-type'])) return void refuse(response, 415, 'a call is JSON');
    const body = await readBody(request, most, this.#limits.bodyWithin);
    if ('refused' in body) {
      if (body.refused === 'tooLarge') return void refuse(response, 413, 'the call is too large');
      return void refuse(response, 408, 'the call did not come whole');
    }
    try {
      return { value: JSON.parse(body.text) };
    } catch {
      return void refuse(response, 400, 'the call is no JSON');
    }
  }

  #events(method: string, response: ServerResponse): void {
    if (method !== 'GET') return refuse(response, 405, 'this is not done here');
    if (this.#streams.full) {
      response.setHeader('Retry-After', '15');
      return refuse(response, 503, 'too many windows are open');
    }
    this.#streams.add(response);
  }

  #file(request: IncomingMessage, response: ServerResponse, pathname: string): void {
    const { files } = this.#parts;
    if (files === undefined) return refuse(response, 503, 'the window is not built: npm run build');
    const found = files.get(pathname) ?? (isFilePath(pathname) ? undefined : files.get('/index.html'));
    if (found === undefined) return refuse(response, 404, 'there is no such file');
    response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('ETag', found.etag);
    if (request.headers['if-none-match'] === found.etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': found.type, 'Content-Length': found.body.length });
    response.end(request.method === 'HEAD' ? undefined : found.body);
  }

  /** A person at a browser gets a page that says what to do, or goes on where the window was open before. */
  #unknown(request: IncomingMessage, response: ServerResponse, reason: string): void {
    const { method, headers } = request;
    if (method !== 'GET' || !/\btext\/html\b/.test(headers.accept ?? ''))
      return this.#warn(request, response, 403, reason);
    return sendText(response, 403, 'text/html; charset=utf-8', resumePage);
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
    refuse(response, status, reason);
  }
}
