import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ConverterLine, ProcessEnd, StartLine } from '../../core/convert/converter.ts';

/** What a converter process may see of the environment: no variable that could hold a secret is among them. */
const harmless = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'windir',
  'LD_LIBRARY_PATH',
];
const LAST_WORDS = 4_000;

export interface ForkSettings {
  /** The worker's entry module. */
  readonly entry: URL | string;
  /** Upper limit of the JavaScript heap in bytes. */
  readonly heapLimit: number;
}

/** A line to a child process of Node that speaks over IPC. */
export const forkLine =
  ({ entry, heapLimit }: ForkSettings): StartLine =>
  () => {
    const child = fork(entry instanceof URL ? fileURLToPath(entry) : entry, [], {
      execPath: process.execPath,
      execArgv: [
        `--max-old-space-size=${Math.ceil(heapLimit / 1024 ** 2)}`,
        '--disable-warning=ExperimentalWarning',
      ],
      env: Object.fromEntries(
        harmless.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
      ),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-LAST_WORDS);
    });
    let end: ProcessEnd | undefined;
    const listeners: ((end: ProcessEnd) => void)[] = [];
    const finish = (code: number | null, signal: string | null) => {
      if (end !== undefined) return;
      end = { code, signal, lastWords };
      for (const listener of listeners) listener(end);
    };
    child.on('close', finish);
    child.on('error', (error) => {
      lastWords += `\n${error.message}`;
      // a child that could not be started never closes
      if (child.pid === undefined) finish(null, null);
    });
    return {
      send: (message) => {
        // a failed send means that the process is gone, which `close` reports
        if (child.connected) child.send(message, () => undefined);
      },
      onMessage: (listener) => void child.on('message', listener),
      onEnd: (listener) => void (end === undefined ? listeners.push(listener) : listener(end)),
      kill: () => void child.kill('SIGKILL'),
    } satisfies ConverterLine;
  };
