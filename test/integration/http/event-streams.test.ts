import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { EventStreams } from '../../../electron/adapters/http/event-streams.ts';
import type { Push } from '../../../electron/contract/calls.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

const serve = async () => {
  const listeners = new Set<(push: Push) => void>();
  const streams = new EventStreams(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    { most: 2, mostWaiting: 64 * 1024, beatEvery: 50 },
  );
  const server = createServer((_request, response) => streams.add(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(
    () => server.close(),
    () => streams.close(),
  );
  const { port } = server.address() as AddressInfo;
  const open = (): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, agent: false }, (response) => {
        response.on('error', () => undefined);
        resolve(response);
      });
      sent.on('error', reject);
      sent.end();
      ends.push(() => sent.destroy());
    });
  return { streams, listeners, open, push: (push: Push) => listeners.forEach((listener) => listener(push)) };
};

const large = (number: number): Push => ({ kind: 'open', path: `/${number}/${'x'.repeat(50_000)}` });
const events: Push = { kind: 'events', engine: 'one', events: [] };

test('a reader that does not keep up is told of a gap, and what waits for it stays bounded', async () => {
  const { open, push } = await serve();
  const reader = await open();
  // fills what the system buffers, and more than the server is willing to
  for (let number = 0; number < 400; number += 1) push(large(number));
  for (let number = 0; number < 1000; number += 1) push(events);
  let read = '';
  reader.setEncoding('utf8');
  for await (const chunk of reader as AsyncIterable<string>) {
    read += chunk;
    if (read.includes('"gap"')) break;
  }
  const sent = read.split('\n\n').filter((part) => part.startsWith('data: '));
  expect(sent.length).toBeLessThan(400);
  expect(sent.at(-1)).toBe('data: {"kind":"gap","engine":"one"}');
});

test('a reader that never reads is let go', async () => {
  const { streams, open, push, listeners } = await serve();
  const reader = await open();
  reader.pause();
  const goOn = (): number => {
    // what the system itself buffers has to be full first
    for (let number = 0; number < 20; number += 1) push(large(number));
    push(events);
    return streams.open;
  };
  await expect.poll(goOn, { timeout: 30_000, interval: 10 }).toBe(0);
  expect(listeners.size).toBe(0);
});

test('whoever goes away is forgotten', async () => {
  const { streams, open, listeners } = await serve();
  const readers = await Promise.all([open(), open()]);
  expect(streams.full).toBe(true);
  for (const reader of readers) reader.destroy();
  await expect.poll(() => streams.open).toBe(0);
  expect(listeners.size).toBe(0);
});
