import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { UiLimits } from '../../../electron/adapters/http/ui-server.ts';
import { serveEngine, type ServedEngine } from '../../../electron/compose/ui.ts';
import type { CallInput, CallName, Push } from '../../../electron/contract/calls.ts';
import type { Credentials } from '../../../electron/core/credentials/credentials.ts';
import type { SecretStore } from '../../../electron/core/credentials/secret-store.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** One request, with exactly these headers and this path: nothing is made tidy on the way. */
export const ask = async (
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      text(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });

export interface Window {
  readonly served: ServedEngine;
  readonly folder: string;
  /** What the window comes back with after a restart. */
  readonly key: string;
  readonly port: number;
  readonly origin: string;
  readonly cookie: string;
  readonly token: string;
  /** A call as the window's own page makes it. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<unknown>;
  /** What the page itself sends with everything. */
  readonly own: OutgoingHttpHeaders;
  close(): Promise<void>;
}

/** The tester's own keychain is left alone. */
const memorySecrets = (): SecretStore => {
  const kept = new Map<string, Credentials>();
  return {
    get: async (id) => kept.get(id),
    set: async (id, credentials) => void kept.set(id, credentials),
    remove: async (id) => kept.delete(id),
  };
};

/** Serves an engine with a small window, and comes in as its user does: with the token of the first address. */
export const openWindow = async ({
  configuration,
  environment = {},
  limits,
  folder: kept,
  forgetWindows,
}: {
  /** The text of the configuration file, for the window's own folder. */
  readonly configuration?: (folder: string) => string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly limits?: Partial<UiLimits>;
  /** A window's folder of before: it is started again there, and left when this one closes. */
  readonly folder?: string;
  readonly forgetWindows?: boolean;
} = {}): Promise<Window> => {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'sluice-window-'));
  const windowFiles = join(folder, 'window');
  mkdirSync(join(windowFiles, 'assets'), { recursive: true });
  writeFileSync(join(windowFiles, 'index.html'), '<script type="module" src="./assets/index.js"></script>');
  writeFileSync(join(windowFiles, 'assets/index.js'), 'export {};');
  writeFileSync(join(windowFiles, 'assets/index.js.map'), '{}');
  writeFileSync(join(folder, 'secret.txt'), 'not for the window');
  if (configuration !== undefined) writeFileSync(join(folder, 'sluice.yaml'), configuration(folder));
  const served = await serveEngine({
    configurationFile: join(folder, 'sluice.yaml'),
    dataDirectory: join(folder, 'data'),
    program: 'a test',
    version: '0.0.0',
    address: { host: '127.0.0.1', port: 0 },
    onEvent: () => undefined,
    windowFiles,
    ...(forgetWindows === undefined ? {} : { forgetWindows }),
    engine: { environment, secrets: memorySecrets() },
    ...(limits === undefined ? {} : { limits }),
  });
  const url = new URL(served.url);
  const port = Number(url.port);
  const token = url.searchParams.get('token') ?? '';
  const { headers } = await ask(port, `/?token=${token}`);
  const key = headers.location?.split('=', 2)[1] ?? '';
  const cookie = headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
  const own = { Cookie: cookie, Origin: url.origin, Host: url.host };
  return {
    served,
    folder,
    key,
    port,
    origin: url.origin,
    cookie,
    token,
    own,
    call: async (name, input) => {
      const { body } = await ask(port, `/call/${name}`, {
        method: 'POST',
        headers: { ...own, 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
      const answer = JSON.parse(body) as { ok: boolean; value: unknown; fault: unknown };
      return answer.ok ? answer.value : answer.fault;
    },
    close: async () => {
      await served.close();
      if (kept === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};

export interface Listening {
  readonly pushes: readonly Push[];
  /** Resolves with the first push, from the beginning on, that is so. */
  until(so: (push: Push) => boolean): Promise<Push>;
  close(): void;
}

/** Reads the event stream as a browser does. */
export const listen = async ({ port, own }: Window): Promise<Listening> => {
  const pushes: Push[] = [];
  const waiting = new Set<() => void>();
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: '/events', headers: own, agent: false }, resolve);
    sent.on('error', reject);
    sent.end();
  });
  let rest = '';
  response.setEncoding('utf8');
  response.on('error', () => undefined);
  response.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('data: ')) pushes.push(JSON.parse(part.slice(6)) as Push);
    for (const wake of waiting) wake();
  });
  return {
    pushes,
    until: (so) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = pushes.find(so);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => response.destroy(),
  };
};
