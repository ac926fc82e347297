import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Fault, type FaultView } from '../../contract/fault.ts';
import type {
  CsvRequest,
  HistoryPageRequest,
  HistoryReader,
  ThroughputRequest,
} from '../../core/history/reader.ts';
import type { HistoryPages } from './history-pages.ts';

type Request =
  | { readonly what: 'page'; readonly request: HistoryPageRequest }
  | { readonly what: 'csv'; readonly request: CsvRequest }
  | { readonly what: 'throughput'; readonly request: ThroughputRequest };
export type HistoryQuestion = Request & { readonly id: number };
export type HistoryAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly fault: FaultView };

/**
 * Reads the history of a data directory in a thread of its own, which is started with the first question. `entry` is the
 * thread's module where it was bundled.
 */
export const openHistoryReader = (
  directory: string,
  entry: URL | string = new URL('./history-worker.ts', import.meta.url),
): HistoryReader => new WorkerReader(join(directory, 'journal.sqlite'), entry);

class WorkerReader implements HistoryReader {
  readonly #path: string;
  readonly #entry: URL | string;
  readonly #open = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(path: string, entry: URL | string) {
    this.#path = path;
    this.#entry = entry;
  }

  page(request: HistoryPageRequest) {
    return this.#ask<ReturnType<HistoryPages['page']>>({ what: 'page', request });
  }

  csv(request: CsvRequest) {
    return this.#ask<ReturnType<HistoryPages['csv']>>({ what: 'csv', request });
  }

  throughput(request: ThroughputRequest) {
    return this.#ask<ReturnType<HistoryPages['throughput']>>({ what: 'throughput', request });
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #ask<Value>(request: Request): Promise<Value> {
    const id = (this.#lastId += 1);
    const answer = Promise.withResolvers<unknown>();
    this.#open.set(id, answer);
    this.#running().postMessage({ ...request, id } satisfies HistoryQuestion);
    // the thread runs the method that the request names
    return answer.promise as Promise<Value>;
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = new Worker(this.#entry, { workerData: this.#path });
    this.#worker = worker;
    // whoever only waits for this thread may end
    worker.unref();
    worker.on('message', (reply: HistoryAnswer) => {
      const answer = this.#open.get(reply.id);
      this.#open.delete(reply.id);
      if (reply.ok) answer?.resolve(reply.value);
      else answer?.reject(Fault.of(reply.fault));
    });
    const end = (reason: string) => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const answer of this.#open.values()) answer.reject(new Fault('internal', { reason }));
      this.#open.clear();
    };
    worker.on('error', (error) => end(`history cannot be read: ${String(error)}`));
    worker.on('exit', () => end('the thread that reads history ended'));
    return worker;
  }
}
