import { FromConverter, type Progress, type ToConverter } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { ConverterLine, ProcessEnd, StartLine } from '../../core/convert/converter.ts';

/** How long a process may take to load its native modules, and to end when asked, in milliseconds. */
const START_LIMIT = 60_000;
const END_LIMIT = 3_000;

type Awaiting = {
  readonly resolve: (answer: FromConverter) => void;
  readonly reject: (fault: Fault) => void;
  readonly onProgress: (progress: Progress) => void;
};

/** A converter process that is ready; at most one question is open at a time. */
export class WarmLine {
  readonly #line: ConverterLine;
  readonly #ended: Promise<ProcessEnd>;
  #gone = false;
  #awaiting: Awaiting | undefined;

  private constructor(line: ConverterLine) {
    this.#line = line;
    this.#ended = new Promise((resolve) => line.onEnd(resolve));
    line.onMessage((message) => this.#hear(message));
    line.onEnd((end) => {
      this.#gone = true;
      this.#awaiting?.reject(crashed(end));
    });
  }

  /** Rejects with `converter.cannotStart`, or with the fault that the process itself names. */
  static async start(startLine: StartLine): Promise<WarmLine> {
    let line: ConverterLine;
    try {
      line = startLine();
    } catch (error) {
      throw cannotStart(error instanceof Error ? error.message : String(error), error);
    }
    const warm = new WarmLine(line);
    const limit = setTimeout(() => line.kill(), START_LIMIT);
    try {
      const ready = await warm.#question(() => undefined);
      if (ready.kind !== 'ready') throw cannotStart(`unexpected message ${ready.kind}`);
      if (ready.fault !== undefined) throw Fault.of(ready.fault);
      return warm;
    } catch (error) {
      line.kill();
      const fault = Fault.from(error);
      throw fault.code === 'converter.crashed' ? cannotStart(fault.facts.reason ?? fault.code, fault) : fault;
    } finally {
      clearTimeout(limit);
    }
  }

  /** True once the process has ended. */
  get gone(): boolean {
    return this.#gone;
  }

  /** Rejects with `converter.crashed` when the process ends before it answers. */
  ask(message: ToConverter, onProgress: (progress: Progress) => void): Promise<FromConverter> {
    const answer = this.#question(onProgress);
    if (!this.#gone) this.#line.send(message);
    return answer;
  }

  send(message: ToConverter): void {
    if (!this.#gone) this.#line.send(message);
  }

  kill(): void {
    this.#line.kill();
  }

  /** Asks the process to end, and ends it when it does not. */
  async end(): Promise<void> {
    this.send({ kind: 'end' });
    const limit = setTimeout(() => this.#line.kill(), END_LIMIT);
    await this.#ended;
    clearTimeout(limit);
  }

  async #question(onProgress: (progress: Progress) => void): Promise<FromConverter> {
    if (this.#gone) throw crashed(await this.#ended);
    try {
      return await new Promise<FromConverter>((resolve, reject) => {
        this.#awaiting = { resolve, reject, onProgress };
      });
    } finally {
      this.#awaiting = undefined;
    }
  }

  #hear(message: unknown): void {
    const parsed = FromConverter.safeParse(message);
    if (!parsed.success) {
      this.#awaiting?.reject(
        new Fault('internal', { reason: `the converter's answer is malformed: ${parsed.error.message}` }),
      );
    } else if (parsed.data.kind === 'progress') {
      this.#awaiting?.onProgress(parsed.data.progress);
    } else {
      this.#awaiting?.resolve(parsed.data);
    }
  }
}

const crashed = (end: ProcessEnd): Fault => {
  const how = end.signal === null ? `exit code ${end.code ?? 'unknown'}` : `signal ${end.signal}`;
  const lines = end.lastWords.trim().split('\n');
  // the line that names the error says more than the stack below it
  const words = lines.find((line) => /\b(?:error|fatal)\b|Error:/i.test(line)) ?? lines.at(-1) ?? '';
  return new Fault('converter.crashed', { reason: words === '' ? how : `${how}: ${words}` });
};

const cannotStart = (reason: string, cause?: unknown): Fault =>
  new Fault('converter.cannotStart', { reason }, { cause });
