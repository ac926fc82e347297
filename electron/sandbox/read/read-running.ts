import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { Fault, FaultView } from '../../contract/fault.ts';
import type { Presence } from './presence.ts';
import { ReadingLine, type ReadingRequest } from './views.ts';

/** Nobody listens where the presence file points, or somebody else does. */
export class NotRunning extends Error {}

/** Asks a running sandbox. Throws `NotRunning`, or the fault with which it answered. */
export async function* readRunning(presence: Presence, request: ReadingRequest): AsyncGenerator<ReadingLine> {
  const url = new URL(presence.reading);
  for (const [name, value] of Object.entries(request)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const response = await ask(url, presence.token);
  if (response.statusCode === 409) {
    const pieces: Buffer[] = [];
    for await (const piece of response) pieces.push(piece as Buffer);
    throw Fault.of(FaultView.parse(JSON.parse(Buffer.concat(pieces).toString('utf8'))));
  }
  if (response.statusCode !== 200 || response.headers['content-type'] !== 'application/x-ndjson') {
    response.destroy();
    throw new NotRunning('something else listens there');
  }
  for await (const text of createInterface({ input: response, crlfDelay: Infinity })) {
    const line: unknown = JSON.parse(text);
    if (isEnd(line)) return;
    yield ReadingLine.parse(line);
  }
  throw new Fault('internal', { reason: 'the sandbox stopped while it was read' });
}

const isEnd = (line: unknown): boolean => typeof line === 'object' && line !== null && 'end' in line;

const ask = (url: URL, token: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = get(url, { headers: { authorization: `Bearer ${token}` }, agent: false }, resolve);
    request.on('error', (error) => reject(new NotRunning('nothing listens there', { cause: error })));
  });
