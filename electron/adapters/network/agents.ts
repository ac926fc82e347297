import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { setImmediate as nextTurn } from 'node:timers/promises';
import tls from 'node:tls';
import { Fault } from '../../contract/fault.ts';
import { proxyFor, type ProxyChoice } from './proxy.ts';

export interface NetworkSettings extends ProxyChoice {
  readonly endpoint: string;
  /** A PEM file of certificate authorities to trust beside the system's and Node's own. */
  readonly caFile?: string | undefined;
}

/** How one endpoint is reached. Both agents keep connections open; `close` ends them. */
export interface Network extends Disposable {
  readonly http: http.Agent;
  readonly https: https.Agent;
  /** The proxy in between; it may carry a password. */
  readonly proxy: URL | undefined;
  readonly trust: tls.SecureContext | undefined;
}

/** Opens the agents for an endpoint. Throws `network.certificate` for a bad CA file, `network.proxyRefused` for a bad proxy. */
export const openNetwork = async (settings: NetworkSettings): Promise<Network> => {
  const proxy = chooseProxy(settings);
  const secure = settings.endpoint.startsWith('https:') || proxy?.protocol === 'https:';
  const trust = secure ? await trusted(settings.caFile) : undefined;
  const options = {
    keepAlive: true,
    ...(trust === undefined ? {} : { secureContext: trust }),
    ...(proxy === undefined ? {} : { proxyEnv: { HTTP_PROXY: proxy.href, HTTPS_PROXY: proxy.href } }),
  };
  const agents = { http: new http.Agent(options), https: new https.Agent(options) };
  const close = (): void => {
    agents.http.destroy();
    agents.https.destroy();
  };
  return { ...agents, proxy, trust, [Symbol.dispose]: close };
};

const chooseProxy = (settings: NetworkSettings): URL | undefined => {
  let proxy: URL | undefined;
  try {
    proxy = proxyFor(settings.endpoint, settings);
  } catch (cause) {
    // The address may hold a password: it is not repeated.
    throw new Fault('network.proxyRefused', { reason: 'the address of the proxy is not valid' }, { cause });
  }
  if (proxy === undefined || /^https?:$/.test(proxy.protocol)) return proxy;
  throw new Fault('network.proxyRefused', { reason: `proxies of kind ${proxy.protocol} are not supported` });
};

/** Built once and shared by all connections of an agent: parsing hundreds of certificates takes tens of milliseconds. */
const trusted = async (caFile: string | undefined): Promise<tls.SecureContext> => {
  const own = caFile === undefined ? [] : await readAuthorities(caFile);
  const ca = new Set(own);
  // Each of these steps takes tens of milliseconds the first time: others get their turn in between.
  for (const kind of ['default', 'system'] as const) {
    for (const certificate of tls.getCACertificates(kind)) ca.add(certificate);
    await nextTurn();
  }
  return tls.createSecureContext({ ca: [...ca] });
};

const readAuthorities = async (caFile: string): Promise<readonly string[]> => {
  const text = await readFile(caFile, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it cannot be read';
    throw badAuthorities(caFile, reason, cause);
  });
  const blocks = text.match(
    /-----BEGIN (TRUSTED )?CERTIFICATE-----.*?-----END (TRUSTED )?CERTIFICATE-----/gs,
  );
  if (blocks === null) throw badAuthorities(caFile, 'it holds no certificate in PEM', undefined);
  try {
    // OpenSSL skips over what it cannot read here; a person should hear of it.
    return blocks.map((block) => new X509Certificate(block).toString());
  } catch (cause) {
    throw badAuthorities(caFile, 'it holds a certificate that cannot be read', cause);
  }
};

const badAuthorities = (caFile: string, reason: string, cause: unknown): Fault =>
  new Fault('network.certificate', { path: caFile, reason: `caFile ${caFile}: ${reason}` }, { cause });
