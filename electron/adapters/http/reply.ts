import type { ServerResponse } from 'node:http';
import { Fault } from '../../contract/fault.ts';
import { contentSecurityPolicy } from '../../core/shell/content-security-policy.ts';

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

/** What every answer says, whatever it is. */
export const setSafety = (response: ServerResponse): void => {
  for (const [name, value] of Object.entries(safety)) response.setHeader(name, value);
};

export const sendText = (response: ServerResponse, status: number, type: string, text: string): void => {
  if (response.destroyed) return;
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
};

export const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  sendText(response, status, 'application/json', JSON.stringify(value));

/** An answer with the fault `call.refused`; whatever else the request brings is not read. */
export const refuse = (response: ServerResponse, status: number, reason: string): void => {
  response.setHeader('Connection', 'close');
  sendJson(response, status, { ok: false, fault: new Fault('call.refused', { reason }).view });
};
