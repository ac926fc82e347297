import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../electron/headless/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** A running `sluice …`, as its user would start it. */
export const start = (args: readonly string[], { env = {}, cwd }: Surroundings = {}): Child =>
  spawn(process.execPath, [program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // nothing of the tester's own surroundings that would matter to Sluice
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: process.env['TMPDIR'],
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      ...env,
    },
    ...(cwd === undefined ? {} : { cwd }),
  });

/** Runs `sluice …` to its end. */
export const sluice = async (args: readonly string[], around: Surroundings = {}): Promise<Ended> => {
  const child = start(args, around);
  child.stdin.end(around.stdin ?? '');
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, signal, stdout, stderr };
};

/** The objects that a command printed with `--json`, one a line. */
export const objects = <T>(stdout: string): readonly T[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

export interface SandboxProcess {
  readonly endpoint: string;
  readonly child: Child;
  stop(): Promise<void>;
}

/** `sluice sandbox --config …` in a process of its own, listening. */
export const startSandboxProcess = async (
  config: string,
  directory: string,
  around: Surroundings = {},
  port = 0,
): Promise<SandboxProcess> => {
  const child = start(
    ['sandbox', '--config', config, '--dir', directory, '--port', String(port), '--json'],
    around,
  );
  child.stderr.resume();
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line') as Promise<[string]>,
    once(child, 'exit').then(() => {
      throw new Error('the sandbox ended before it listened');
    }),
  ]);
  const { endpoint } = JSON.parse(first[0]) as { readonly endpoint: string };
  return {
    endpoint,
    child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** A folder of one's own that is gone when the test is. */
export const scratch = (): { readonly path: string; [Symbol.dispose](): void } => {
  const path = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
};

export const connectionId = '9c92424b-829d-4beb-a65c-411873b268f8';
export const keys = { SLUICE_TEST_KEY: 'AKTEST', SLUICE_TEST_SECRET: 'verysecretsecretofthetests' } as const;

export interface TestTable {
  readonly name: string;
  readonly [key: string]: unknown;
}

/** A configuration (JSON, which is YAML too) whose credentials come from the environment in `keys`. */
export const configurationFor = (
  root: string,
  endpoint: string,
  tables: readonly TestTable[],
  credentials: unknown = { env: ['SLUICE_TEST_KEY', 'SLUICE_TEST_SECRET'] },
): string =>
  JSON.stringify({
    connections: [
      {
        name: 'dev',
        endpoint,
        region: 'eu-central-1',
        connectionId,
        credentials,
        requestsPerSecond: 1000,
        tables: tables.map((table) => ({
          folder: join(root, 'drop', table.name),
          settleSeconds: 0.2,
          ...table,
        })),
      },
    ],
  });
