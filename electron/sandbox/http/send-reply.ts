import type { IncomingMessage } from 'node:http';
import type { Exchange } from './api.ts';
import type { Reply } from './operations.ts';

/** How much of an unread body is taken in after a refusal, so that the client gets to read it. */
const drainedBytes = 64 * 1024 * 1024;
const drainedMilliseconds = 30_000;

export const sendReply = (
  { request, response, waitsForContinue }: Exchange,
  reply: Reply,
  requestId: string,
  now: number,
): void => {
  const body = reply.body ?? '';
  response.writeHead(reply.status, {
    date: new Date(now).toUTCString(),
    server: 'SluiceSandbox',
    'x-amz-request-id': requestId,
    'x-amz-id-2': Buffer.from(requestId).toString('base64'),
    ...(body === '' ? {} : { 'content-type': 'application/xml' }),
    ...(reply.status === 204 ? {} : { 'content-length': Buffer.byteLength(body) }),
    // A client that was refused before its body cannot be trusted to send it or not.
    ...(waitsForContinue && !request.complete ? { connection: 'close' } : {}),
    ...reply.headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  if (!request.complete) drain(request);
};

/** Closing at once would reset the connection under a client that still sends, and the reply would be lost with it. */
const drain = (request: IncomingMessage): void => {
  let left = drainedBytes;
  const timer = setTimeout(() => request.destroy(), drainedMilliseconds).unref();
  request.on('data', (bytes: Buffer) => {
    left -= bytes.length;
    if (left < 0) request.destroy();
  });
  request.on('close', () => clearTimeout(timer));
  request.on('error', () => undefined);
};
