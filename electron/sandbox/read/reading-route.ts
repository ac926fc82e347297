import type { IncomingMessage, ServerResponse } from 'node:http';
import { Fault } from '../../contract/fault.ts';
import { equalTexts } from '../http/equal-texts.ts';
import type { Loader } from '../load/loader.ts';
import type { Warehouse } from '../load/warehouse.ts';
import type { Arrivals } from '../store/arrivals.ts';
import { readWarehouse } from './read-warehouse.ts';
import { ReadingRequest } from './views.ts';

/** Where the running sandbox is read, beside the API's own prefix. */
export const readingPath = '/-/sandbox/reading';

export interface ReadingContext {
  readonly token: string;
  readonly arrivals: Arrivals;
  readonly loader: Loader;
  readonly warehouse: Warehouse;
}

/** Answers a reading as one JSON object a line, once everything that has arrived is loaded. Never throws. */
export const answerReading = async (
  { token, arrivals, loader, warehouse }: ReadingContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const given = request.headers.authorization ?? '';
  if (request.method !== 'GET' || !equalTexts(given, `Bearer ${token}`)) {
    response.writeHead(403, { 'content-type': 'text/plain' }).end('Forbidden\n');
    return;
  }
  try {
    const { searchParams } = new URL(request.url ?? '', 'http://localhost');
    const asked = ReadingRequest.parse(Object.fromEntries(searchParams));
    await loader.settled();
    const connection = await warehouse.connect();
    try {
      response.setHeader('content-type', 'application/x-ndjson');
      for await (const line of readWarehouse(connection, arrivals.connectionNames(), asked)) {
        if (response.destroyed) return;
        if (!response.write(`${JSON.stringify(line)}\n`)) await drained(response);
      }
      response.end('{"end":true}\n');
    } finally {
      warehouse.disconnect(connection);
    }
  } catch (error) {
    const fault = Fault.from(error);
    if (response.headersSent) response.destroy();
    else response.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify(fault.view));
  }
};

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
