import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Fault } from '../../contract/fault.ts';
import { answerReading, readingPath, type ReadingContext } from '../read/reading-route.ts';
import { answer, type ApiContext } from './api.ts';
import { isLoopbackHost } from './host-check.ts';
import { accessDenied } from './s3-error.ts';

/** The only address that the sandbox listens on. */
export const loopback = '127.0.0.1';
const headersWithin = 20_000;
const requestWithin = 3_600_000;
const patienceAtEnd = 2_000;

/** The sandbox's door: the API under its prefix, and the reading routes. */
export class SandboxServer {
  readonly #server: Server;
  readonly #underWay = new Set<Promise<void>>();

  constructor(api: ApiContext, reading: ReadingContext) {
    const take = (request: IncomingMessage, response: ServerResponse, waitsForContinue: boolean) => {
      response.on('error', () => undefined);
      request.on('error', () => undefined);
      const work = handle(api, reading, request, response, waitsForContinue);
      this.#underWay.add(work);
      void work.finally(() => this.#underWay.delete(work));
    };
    this.#server = createServer({
      headersTimeout: headersWithin,
      requestTimeout: requestWithin,
      keepAliveTimeout: 20_000,
      maxHeaderSize: 16 * 1024,
      connectionsCheckingInterval: 5_000,
    });
    this.#server.on('request', (request, response) => take(request, response, false));
    this.#server.on('checkContinue', (request, response) => take(request, response, true));
  }

  /** Resolves with the port. Throws `usage.wrong` where it is taken. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE' || error.code === 'EACCES'
            ? new Fault(
                'usage.wrong',
                { reason: `port ${port} cannot be listened on (${error.code})` },
                { cause: error },
              )
            : error,
        ),
      );
      this.#server.listen(port, loopback, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Takes no more requests, lets those under way end for a while, then cuts them off. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => this.#server.closeAllConnections(), patienceAtEnd);
    await Promise.allSettled(this.#underWay);
    this.#server.closeIdleConnections();
    await closed;
    clearTimeout(cut);
  }
}

const handle = async (
  api: ApiContext,
  reading: ReadingContext,
  request: IncomingMessage,
  response: ServerResponse,
  waitsForContinue: boolean,
): Promise<void> => {
  if (!isLoopbackHost(request.headers.host)) {
    const refusal = accessDenied('The Host header does not name this machine');
    response.writeHead(refusal.status, { 'content-type': 'application/xml', connection: 'close' });
    response.end(refusal.document('/', ''));
    return;
  }
  const [path] = (request.url ?? '').split('?');
  if (path === readingPath) await answerReading(reading, request, response);
  else await answer(api, { request, response, waitsForContinue });
};
