import type { ConvertJob, ConvertResult, Progress, ToConverter } from '../../contract/converter.ts';

export interface ConvertOptions {
  /** Ends the job: `converter.cancelled`. */
  readonly signal: AbortSignal;
  /** After so many milliseconds of work the process is killed: `converter.timeLimit`. */
  readonly timeLimitMs: number;
  readonly onProgress: (progress: Progress) => void;
}

export interface Fingerprint {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Turns source files into Parquet, one at a time in the order of the calls. It rejects with a `Fault`; whatever
 * happens, nothing of the job is left behind but a finished output. After a crash (`converter.crashed`) the next call
 * starts a new process.
 */
export interface Converter {
  convert(job: ConvertJob, options: ConvertOptions): Promise<ConvertResult>;
  fingerprint(source: string, signal: AbortSignal): Promise<Fingerprint>;
  /** Ends the process; jobs that are open or waiting reject with `converter.cancelled`. */
  close(): Promise<void>;
}

/** How a converter process came to its end. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote to stderr. */
  readonly lastWords: string;
}

/**
 * The line to one converter process: a child process of Node or a utility process of Electron. Messages arrive in
 * order; `onEnd` is called exactly once, and nothing arrives after it.
 */
export interface ConverterLine {
  send(message: ToConverter): void;
  onMessage(listener: (message: unknown) => void): void;
  onEnd(listener: (end: ProcessEnd) => void): void;
  /** Ends the process at once, without asking it. */
  kill(): void;
}

/** Starts one converter process. */
export type StartLine = () => ConverterLine;
