import http from 'node:http';
import https from 'node:https';
import { redirected } from '../../core/updates/feed-address.ts';
import { UpdateRefused } from '../../core/updates/update-refused.ts';
import { openNetwork } from '../network/agents.ts';

const mostRedirections = 5;
/** A server that says nothing for so long is given up, in milliseconds. */
const silence = 60_000;

/** One request, through the proxy of the environment; whatever status it comes to. */
const get = async (url: URL, signal: AbortSignal): Promise<http.IncomingMessage> => {
  const network = await openNetwork({ endpoint: url.href, environment: process.env });
  const letGo = (): void => network[Symbol.dispose]();
  const secure = url.protocol === 'https:';
  return new Promise<http.IncomingMessage>((resolve, reject) => {
    const request = (secure ? https : http).get(url, {
      agent: secure ? network.https : network.http,
      signal,
      headers: { 'User-Agent': 'Sluice', 'Cache-Control': 'no-cache' },
    });
    request.setTimeout(silence, () => request.destroy(new Error('the server does not answer')));
    request.once('response', (response) => {
      response.once('close', letGo);
      resolve(response);
    });
    request.once('error', (error) => {
      letGo();
      reject(error);
    });
  });
};

/**
 * Asks for an address of a feed and follows redirections as far as they may be followed. Throws `insecure` for one that
 * leads elsewhere, `unreachable` for whatever does not answer with 200.
 */
export const ask = async (address: URL, signal: AbortSignal): Promise<http.IncomingMessage> => {
  let url = address;
  for (let hops = 0; hops <= mostRedirections; hops += 1) {
    const response = await get(url, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return response;
    response.destroy();
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined)
      throw new UpdateRefused('unreachable', `${url.origin} answered ${statusCode} for ${url.pathname}`);
    const next = redirected(url, headers.location);
    if (next === undefined)
      throw new UpdateRefused(
        'insecure',
        `${url.origin} sends on to ${headers.location.slice(0, 200)}, which is not https`,
      );
    url = next;
  }
  throw new UpdateRefused('unreachable', `${address.origin} sends from one address to the next without end`);
};
