import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Browser, chromium, type Page } from 'playwright-core';
import { processesOf } from '../../build/tests/leftovers.ts';
import {
  type Backend,
  electronBinary,
  mainBundle,
  mainBundleOf,
  root,
  rootFlags,
  standInFlags,
} from './backend.ts';
import { decode, encode } from './stand-in/codec.ts';
import type { StandIn } from './stand-in/electron.ts';
import type { Reply } from './stand-in/remote.ts';

/** The module `electron` inside the app; `standIn` is there with that backend alone. */
export type ElectronModule = typeof Electron.CrossProcessExports & { readonly standIn?: StandIn };

/** The desktop app at work. */
export interface Launched {
  readonly backend: Backend;
  readonly userData: string;
  readonly process: ChildProcess;
  /** What it wrote to stdout and stderr. */
  output(): string;
  /** The main window's page, once it is loaded. */
  page(): Promise<Page>;
  /** Calls a function inside the main process. It sees nothing of the test but its argument. */
  evaluate<Result, Argument = undefined>(
    act: (electron: ElectronModule, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** Quits as a person does; resolves with the exit code. */
  quit(): Promise<number | null>;
  /** Ends it at once, as a power cut does. */
  kill(): Promise<void>;
  /** Ends it whatever it does, and removes its settings and data. */
  remove(): Promise<void>;
}

export interface LaunchOptions {
  /** By default a fresh folder. */
  readonly userData?: string;
  /** The folder of the built app; by default the repository. */
  readonly application?: string;
  /** Another main script than the app's own; with the stand-in alone. */
  readonly main?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly parameters?: readonly string[];
}

export const freshUserData = (): string => mkdtempSync(path.join(tmpdir(), 'sluice-desktop-'));

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const collected = (child: ChildProcess): (() => string) => {
  let text = '';
  const add = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => text;
};

const exitOf = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve));

/** The tester's own surroundings, but temporary files go where the test removes them. */
const withEnvironment = (userData: string, options: LaunchOptions): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, TMPDIR: temporaryFolder(userData), ...options.environment }).flatMap(
      ([name, value]) => (value === undefined ? [] : [[name, value]]),
    ),
  );

const launchElectron = async (
  binary: string,
  userData: string,
  options: LaunchOptions,
): Promise<Launched> => {
  const electron = await _electron.launch({
    executablePath: binary,
    args: [
      ...rootFlags(),
      options.application ?? root,
      `--user-data-dir=${userData}`,
      ...(options.parameters ?? []),
    ],
    env: withEnvironment(userData, options),
    cwd: root,
  });
  const child = electron.process();
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exitOf(child);
  };
  return {
    backend: 'electron',
    userData,
    process: child,
    output: collected(child),
    page: async () => {
      const page = await electron.firstWindow();
      await page.waitForLoadState();
      return page;
    },
    evaluate: ((act: never, argument: never) => electron.evaluate(act, argument)) as Launched['evaluate'],
    quit: async () => {
      const ended = exitOf(child);
      await electron.evaluate(({ app }) => setImmediate(() => app.quit())).catch(() => undefined);
      return ended;
    },
    kill,
    remove: async () => {
      await kill();
      removeFolder(userData);
    },
  };
};

/** Asks the stand-in's process over Node's own channel; see `stand-in/remote.ts`. */
const asker = (child: ChildProcess, output: () => string) => {
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: unknown) => void }>();
  let count = 0;
  child.on('message', (message) => {
    const { standIn, ok, text } = message as Reply;
    const asked = waiting.get(standIn);
    waiting.delete(standIn);
    if (ok) asked?.resolve(decode(text) as never);
    else asked?.reject(decode(text));
  });
  child.once('exit', () => {
    for (const asked of waiting.values()) asked.reject(new Error(`the app ended\n${output()}`));
    waiting.clear();
  });
  return ((act, argument) =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      const question = { standIn: count, source: String(act), argument: encode(argument) };
      child.send(question, (error) => {
        if (error !== null) reject(error);
      });
    })) as Launched['evaluate'];
};

const temporaryFolder = (userData: string): string => {
  const folder = path.join(userData, 'tmp');
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Chromium and the converter outlive a process that was killed by a moment, and write meanwhile. */
const allGone = async (userData: string): Promise<void> => {
  while (processesOf(userData).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
};

const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** Half a minute: a busy machine starts a browser slowly. */
const attempts = 600;

const attach = async (port: number, output: () => string): Promise<Browser> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (attempt === attempts) throw new Error(`no browser\n${output()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const windowPage = async (browser: Browser, output: () => string): Promise<Page> => {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((one) => new URL(one.url()).host.endsWith('.standin.invalid'));
    if (page !== undefined) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const urls = browser.contexts().flatMap((context) => context.pages().map((page) => page.url()));
  throw new Error(`no window, but ${JSON.stringify(urls)}\n${output()}`);
};

/** Starts the built app with the stand-in, whatever else there is. */
export const launchStandIn = async (userData: string, options: LaunchOptions): Promise<Launched> => {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...standInFlags,
      options.main ?? mainBundleOf(options.application ?? root),
      `--user-data-dir=${userData}`,
      ...(options.parameters ?? []),
    ],
    {
      cwd: root,
      env: { ...withEnvironment(userData, options), STAND_IN_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const output = collected(child);
  const evaluate = asker(child, output);
  let browser: Browser | undefined;
  const ended = exitOf(child);
  const letGo = async (): Promise<void> => {
    await browser?.close().catch(() => undefined);
    await allGone(userData);
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    await letGo();
  };
  return {
    backend: 'stand-in',
    userData,
    process: child,
    output,
    evaluate,
    page: async () => windowPage((browser ??= await attach(port, output)), output),
    quit: async () => {
      await evaluate(({ app }) => void setImmediate(() => app.quit())).catch(() => undefined);
      const code = await ended;
      await letGo();
      return code;
    },
    kill,
    remove: async () => {
      await kill();
      removeFolder(userData);
    },
  };
};

/** Starts the built app: with Electron's binary where there is one, else with the stand-in. */
export const launch = (options: LaunchOptions = {}): Promise<Launched> => {
  const userData = options.userData ?? freshUserData();
  const binary = electronBinary();
  return binary === undefined ? launchStandIn(userData, options) : launchElectron(binary, userData, options);
};

/** A start that ends by itself: a second instance, a refused flag. Resolves with its exit code and output. */
export const startBriefly = async (
  userData: string,
  parameters: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly output: string }> => {
  const binary = electronBinary();
  const [command, first] =
    binary === undefined
      ? [process.execPath, [...standInFlags, mainBundle]]
      : [binary, [...rootFlags(), root]];
  const child = spawn(command, [...first, `--user-data-dir=${userData}`, ...parameters], {
    cwd: root,
    env: withEnvironment(userData, {}),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 30_000,
  });
  const output = collected(child);
  const code = await exitOf(child);
  return { code, output: output() };
};
