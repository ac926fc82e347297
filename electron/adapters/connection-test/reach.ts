import http from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Network } from '../network/agents.ts';

/** What an unsigned request to the endpoint showed. */
export interface Reached {
  readonly status: number;
  /** The Date header. */
  readonly date: string | undefined;
  /** What protects the connection, in a few words. */
  readonly tls: string;
}

const late = (what: string, ms: number): Error =>
  Object.assign(new Error(`${what} within ${ms} ms`), { code: 'ETIMEDOUT' });

/** Sends one HEAD request to the endpoint itself, without credentials. Any answer will do. */
export const reach = (
  endpoint: string,
  network: Network,
  limits: { readonly connection: number; readonly socket: number },
  signal: AbortSignal,
): Promise<Reached> =>
  new Promise((resolve, reject) => {
    const secure = endpoint.startsWith('https:');
    const request = secure
      ? https.request(endpoint, { method: 'HEAD', agent: network.https, signal })
      : http.request(endpoint, { method: 'HEAD', agent: network.http, signal });
    const connecting = setTimeout(
      () => request.destroy(late('no connection', limits.connection)),
      limits.connection,
    );
    request.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
      if (!socket.connecting && !secure) clearTimeout(connecting);
    });
    request.setTimeout(limits.socket, () => request.destroy(late('no answer', limits.socket)));
    request.on('response', (response) => {
      response.resume();
      resolve({
        status: response.statusCode ?? 0,
        date: response.headers.date,
        tls: protection(response.socket),
      });
    });
    request.on('error', reject);
    request.on('close', () => clearTimeout(connecting));
    request.end();
  });

const protection = (socket: unknown): string => {
  if (!(socket instanceof TLSSocket)) return 'not encrypted (plain HTTP)';
  const { subject, issuer, valid_to: until } = socket.getPeerCertificate();
  const version = socket.getProtocol() ?? 'TLS';
  return `${version}, certificate of ${first(subject?.CN)} by ${first(issuer?.O ?? issuer?.CN)}, valid until ${until}`;
};

const first = (names: string | string[] | undefined): string =>
  (Array.isArray(names) ? names[0] : names) ?? 'unknown';
