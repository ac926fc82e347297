import { Fault } from '../../contract/fault.ts';

export interface UiAddress {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

const loopbackHost = /^(?:127(?:\.\d{1,3}){3}|::1)$/;

/**
 * Where the window is to be served: `HOST:PORT`, a host or a port alone, or nothing at all. Throws `usage.wrong` for what
 * others could reach.
 */
export const uiAddress = (text: string | undefined): UiAddress => {
  if (text === undefined || text === '') return { host: '127.0.0.1', port: 0 };
  const match = /^(?:(\d{1,5})|(\[[0-9a-f:]+\]|[^:\s]+)(?::(\d{1,5}))?|(::1))$/i.exec(text);
  const named = (match?.[2] ?? match?.[4] ?? '127.0.0.1').replace(/^\[|\]$/g, '').toLowerCase();
  const port = Number(match?.[1] ?? match?.[3] ?? 0);
  if (match === null || port > 65_535)
    throw new Fault('usage.wrong', { reason: `“${text}” is no HOST:PORT such as 127.0.0.1:8080` });
  const host = named === 'localhost' ? '127.0.0.1' : named;
  if (!loopbackHost.test(host)) {
    throw new Fault('usage.wrong', {
      reason: `the window is served on this machine only, and ${named} is not one of its loopback addresses`,
      suggestion:
        'Use 127.0.0.1:PORT, and reach it from elsewhere through a tunnel: ssh -L PORT:127.0.0.1:PORT THIS-MACHINE.',
    });
  }
  return { host, port };
};
