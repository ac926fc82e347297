import { once } from 'node:events';
import { Fault } from '../contract/fault.ts';
import { sentence } from '../contract/words/sentence.ts';
import { errorView } from '../core/history/history-row.ts';
import { exitCodeOf, type ExitCode } from './exit-code.ts';
import { visible } from './visible.ts';

/** What a command prints: results on stdout, everything else on stderr. */
export interface Output {
  readonly json: boolean;
  /** One line for people; nothing with `--json`. */
  text(line: string): void;
  /** One JSON document, or one of a stream; nothing without `--json`. */
  object(value: unknown): void;
  /** A line on stderr, with and without `--json`. */
  note(line: string): void;
  /** Resolves when the reader has room for more: a long stream must not pile up in memory. */
  room(): Promise<void>;
}

export const outputTo = (json: boolean): Output => ({
  json,
  text: (line) => {
    if (!json) process.stdout.write(`${line}\n`);
  },
  object: (value) => {
    if (json) process.stdout.write(`${JSON.stringify(value)}\n`);
  },
  note: (line) => {
    process.stderr.write(`${line}\n`);
  },
  room: async () => {
    const { stdout } = process;
    if (!stdout.writableNeedDrain) return;
    // a reader that went away takes nothing more; whoever writes then hears of it
    const gone = new AbortController();
    await Promise.race([
      once(stdout, 'drain', { signal: gone.signal }),
      once(stdout, 'close', { signal: gone.signal }),
    ]).finally(() => gone.abort());
  },
});

/** Runs a command's body; a fault becomes its sentence (and its JSON) and its exit code. */
export const concluding = async (output: Output, body: () => Promise<ExitCode>): Promise<void> => {
  try {
    process.exitCode = await body();
  } catch (error) {
    const fault = Fault.from(error);
    output.object({ error: errorView(fault.view) });
    output.note(`sluice: ${visible(sentence(fault.view))}`);
    // a stack helps whoever mends Sluice, and nobody else
    if (fault.code === 'internal' && process.env['SLUICE_DEBUG'] !== undefined)
      output.note(String(fault.cause instanceof Error ? fault.cause.stack : fault.stack));
    process.exitCode = exitCodeOf(fault);
  }
};

/** Aborts when the person or the system asks the program to end; a second time ends it at once. */
export const untilSignalled = (): { readonly signal: AbortSignal; [Symbol.dispose](): void } => {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new DOMException('asked to stop', 'AbortError'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // the terminal was closed
  process.on('SIGHUP', stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      process.off('SIGHUP', stop);
    },
  };
};
