import type { ConvertJob, ConvertResult, FromConverter, ToConverter } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { Converter, ConvertOptions, Fingerprint, StartLine } from '../../core/convert/converter.ts';
import { forkLine } from './fork-line.ts';
import { removeRemains } from './remains.ts';
import { WarmLine } from './warm-line.ts';

/** How long a process may take to obey a cancel before it is killed, in milliseconds. */
const CANCEL_LIMIT = 5_000;
/** Longer waits overflow a timer, which then fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;
const DEFAULT_HEAP = 512 * 1024 ** 2;

export interface ConverterSettings {
  /** The worker's entry module. */
  readonly entry: URL | string;
  /** Upper limit of the process's JavaScript heap in bytes; DuckDB's own limit is part of each job. */
  readonly memoryLimit?: number;
  /** Another way to start the process (Electron's utility process); by default a child process of Node. */
  readonly start?: StartLine;
}

/** A converter in a process of its own, started with the first job and kept warm. */
export const startConverter = (settings: ConverterSettings): Converter =>
  new ConverterProcess(
    settings.start ?? forkLine({ entry: settings.entry, heapLimit: settings.memoryLimit ?? DEFAULT_HEAP }),
  );

type Request =
  | { readonly kind: 'convert'; readonly job: ConvertJob; readonly options: ConvertOptions }
  | { readonly kind: 'fingerprint'; readonly source: string };

class ConverterProcess implements Converter {
  readonly #start: StartLine;
  readonly #closing = new AbortController();
  #line: WarmLine | undefined;
  /** The end of the queue: each request waits for the one before it. */
  #tail: Promise<unknown> = Promise.resolve();
  #nextId = 1;

  constructor(start: StartLine) {
    this.#start = start;
  }

  async convert(job: ConvertJob, options: ConvertOptions): Promise<ConvertResult> {
    const answer = await this.#queue({ kind: 'convert', job, options }, options.signal);
    if (answer.kind !== 'converted') throw unexpected(answer);
    return answer.result;
  }

  async fingerprint(source: string, signal: AbortSignal): Promise<Fingerprint> {
    const answer = await this.#queue({ kind: 'fingerprint', source }, signal);
    if (answer.kind !== 'fingerprinted') throw unexpected(answer);
    return { sha256: answer.sha256, bytes: answer.bytes };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#tail;
    await this.#line?.end();
    this.#line = undefined;
  }

  #queue(request: Request, signal: AbortSignal): Promise<FromConverter> {
    const either = AbortSignal.any([signal, this.#closing.signal]);
    const answer = this.#tail.then(() => this.#perform(request, either));
    this.#tail = answer.catch(() => undefined);
    return answer;
  }

  async #perform(request: Request, signal: AbortSignal): Promise<FromConverter> {
    if (signal.aborted) throw new Fault('converter.cancelled');
    if (this.#line === undefined || this.#line.gone) this.#line = await WarmLine.start(this.#start);
    const line = this.#line;
    try {
      return await this.#exchange(line, request, signal);
    } finally {
      if (line.gone && request.kind === 'convert') await removeRemains(request.job);
    }
  }

  async #exchange(line: WarmLine, request: Request, signal: AbortSignal): Promise<FromConverter> {
    const id = this.#nextId++;
    let killedFor: Fault | undefined;
    const killAs = (fault: Fault) => {
      killedFor ??= fault;
      line.kill();
    };
    const timers: NodeJS.Timeout[] = [];
    const cancel = () => {
      line.send({ kind: 'cancel', id });
      timers.push(setTimeout(() => killAs(new Fault('converter.cancelled')), CANCEL_LIMIT));
    };
    if (request.kind === 'convert') {
      const { timeLimitMs } = request.options;
      const seconds = timeLimitMs / 1_000;
      const atMost = Math.min(timeLimitMs, LONGEST_TIMER);
      timers.push(setTimeout(() => killAs(new Fault('converter.timeLimit', { seconds })), atMost));
    }
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const onProgress = request.kind === 'convert' ? request.options.onProgress : () => undefined;
      const answering = line.ask(toMessage(request, id), onProgress);
      // the wish may have come while the process was starting
      if (signal.aborted) cancel();
      const answer = await answering;
      if (answer.kind === 'failed') throw Fault.of(answer.fault);
      return answer;
    } catch (error) {
      throw killedFor ?? error;
    } finally {
      for (const timer of timers) clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    }
  }
}

const toMessage = (request: Request, id: number): ToConverter =>
  request.kind === 'convert'
    ? { kind: 'convert', id, job: request.job }
    : { kind: 'fingerprint', id, source: request.source };

const unexpected = ({ kind }: FromConverter): Fault =>
  new Fault('internal', { reason: `the converter answered ${kind}` });
