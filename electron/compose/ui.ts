import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { yamlStore } from '../adapters/configuration/yaml-store.ts';
import { readStaticFiles } from '../adapters/http/static-files.ts';
import { windowKey } from '../adapters/http/window-key.ts';
import { startUiServer, type UiLimits, type UiServer } from '../adapters/http/ui-server.ts';
import { library } from '../adapters/shell/library.ts';
import { openLog } from '../adapters/shell/rotating-log.ts';
import { shellFiles } from '../adapters/shell/shell-files.ts';
import { temporaryFolder } from '../adapters/spool/temporary-folder.ts';
import { openHistoryReader } from '../adapters/sqlite/history-reader.ts';
import { calls } from '../contract/calls.ts';
import type { EngineEvent } from '../contract/events.ts';
import { openDoor } from '../core/door/open-door.ts';
import { pathScruple } from '../core/door/path-scruple.ts';
import type { UiAddress } from '../core/door/ui-address.ts';
import { PathRegister } from '../core/shell/path-register.ts';
import { pathsIn } from '../core/shell/paths-in.ts';
import { startHost, type EngineHost, type HostOptions } from './host/engine-host.ts';
import { tableNamed } from './host/named.ts';
import { preferencesFile } from './host/preferences-file.ts';
import { windowService } from './host/window-handlers.ts';

export type { EngineHost } from './host/engine-host.ts';

export interface ServedOptions {
  /** Absolute; made at the first change where it is not there. */
  readonly configurationFile: string;
  readonly dataDirectory: string;
  readonly program: string;
  readonly version: string;
  readonly address: UiAddress;
  readonly onEvent: (event: EngineEvent) => void;
  /** Handed to the engine; for a service that is part of another program. */
  readonly engine?: HostOptions['engine'];
  /** The built window; where the build puts it unless given. */
  readonly windowFiles?: string;
  readonly limits?: Partial<UiLimits>;
  /** Windows that were open before have to be opened by the new address. */
  readonly forgetWindows?: boolean;
}

/** The engine with its window for browsers of this machine. */
export interface ServedEngine {
  readonly host: EngineHost;
  /** The first address, with its token. */
  readonly url: string;
  close(): Promise<void>;
}

/** The program's own folder: the checkout, or what was built of it. */
const home = fileURLToPath(new URL('../..', import.meta.url));
const built = !import.meta.url.endsWith('.ts');

/** Starts the engine and serves its window. Throws a Fault where the configuration or the address cannot be used. */
export const serveEngine = async (options: ServedOptions): Promise<ServedEngine> => {
  const { dataDirectory, configurationFile } = options;
  await using made = new AsyncDisposableStack();
  const logs = join(dataDirectory, 'logs');
  const log = openLog({ folder: logs, name: 'sluice', level: 'info' });
  const host = made.adopt(
    await startHost({
      store: yamlStore(configurationFile),
      dataDirectory,
      program: options.program,
      log,
      onEvent: options.onEvent,
      ...(options.engine === undefined ? {} : { engine: options.engine }),
    }),
    (running) => running.close(),
  );
  const register = new PathRegister(() => pathsIn(host.configuration));
  const reader = made.adopt(openHistoryReader(dataDirectory), (one) => one.close());
  const service = made.adopt(
    windowService({
      host,
      reader,
      register,
      log,
      abilities: { shell: 'browser', pickers: false, startAtLogin: false, openFolders: false, browse: true },
      preferences: preferencesFile(dataDirectory),
      library: library({
        licences: [join(home, built ? 'licences.txt' : '.vite/licences.txt')],
        documents: join(home, 'docs'),
        logs,
      }),
      version: options.version,
      suggestIn: join(dirname(configurationFile), 'drop'),
    }),
    (one) => one.close(),
  );
  await service.sandbox.takeUp().catch((error: unknown) => {
    log.write('error', 'the sandbox cannot be started', { reason: String(error) });
  });
  const key = await windowKey(dataDirectory, host.clock.now(), options.forgetWindows ?? false);
  const samples = made.adopt(await temporaryFolder('sluice-samples-'), (folder) => folder.remove());
  const windowFiles = options.windowFiles ?? join(home, built ? 'renderer' : '.vite/renderer');
  const server: UiServer = made.adopt(
    await startUiServer(options.address, {
      files: await readStaticFiles(windowFiles),
      answer: openDoor({ calls, handlers: service.handlers, scruple: pathScruple(register), log }),
      subscribe: (listener) => host.subscribe(listener),
      folderOf: (connection, table) => tableNamed(host.configuration, { connection, table }).folder,
      dropped: (connection, table) => void host.scanNow({ connection, table }).catch(() => undefined),
      sampleFolder: async () => {
        const folder = join(samples.path, randomUUID());
        shellFiles.makeFolder(folder);
        return folder;
      },
      sampleTaken: (folder, name) => {
        const path = join(folder, name);
        register.pick(path);
        return path;
      },
      log,
      key: key.key,
      usualPort: key.port,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    }),
    (one) => one.close(),
  );
  await key.keep(server.port);
  // the thread is up, and its first answer quick, when somebody opens History
  void reader.throughput({ span: 'hour', now: host.clock.now() }).catch(() => undefined);
  const running = made.move();
  return { host, url: server.url, close: () => running.disposeAsync() };
};
