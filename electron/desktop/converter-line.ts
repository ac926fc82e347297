import { utilityProcess } from 'electron';
import type { ConverterLine, ProcessEnd, StartLine } from '../core/convert/converter.ts';

/** What the converter may see of the environment: no variable that could hold a secret is among them. */
const harmless = ['PATH', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'windir'];
const lastWordsLength = 4_000;
const heapMegabytes = 512;

const harmlessEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    harmless.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** A line to a converter in a utility process of Electron. `entry` is the worker's bundle. */
export const utilityLine =
  (entry: string): StartLine =>
  () => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Sluice converter',
      stdio: 'pipe',
      env: harmlessEnvironment(),
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
    });
    let lastWords = '';
    let end: ProcessEnd | undefined;
    const listeners: ((end: ProcessEnd) => void)[] = [];
    child.stdout?.on('data', () => undefined);
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString('utf8')).slice(-lastWordsLength);
    });
    child.on('error', (type, location) => {
      lastWords += `\n${type} at ${location}`;
    });
    child.on('exit', (code) => {
      if (end !== undefined) return;
      end = { code, signal: null, lastWords };
      for (const listener of listeners) listener(end);
    });
    return {
      send: (message) => {
        if (end === undefined) child.postMessage(message);
      },
      onMessage: (listener) => void child.on('message', listener),
      onEnd: (listener) => void (end === undefined ? listeners.push(listener) : listener(end)),
      kill: () => void child.kill(),
    } satisfies ConverterLine;
  };
