import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { app } from './app.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

class StandInProtocol implements Pick<
  Electron.Protocol,
  'registerSchemesAsPrivileged' | 'handle' | 'isProtocolHandled'
> {
  readonly handlers = new Map<string, SchemeHandler>();
  readonly privileged: Electron.CustomScheme[] = [];

  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    if (app.isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    this.privileged.push(...customSchemes);
  }

  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    this.handlers.set(scheme, handler);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }
}

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];

class StandInSession implements Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
> {
  readonly protocol = protocol;
  readonly webRequest = { onBeforeRequest(): void {}, onHeadersReceived(): void {} };
  requestHandler: RequestHandler = null;
  checkHandler: CheckHandler = null;
  deviceHandler: DeviceHandler = null;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: DeviceHandler): void {
    this.deviceHandler = handler;
  }

  setSpellCheckerEnabled(): void {}

  on(): this {
    return this;
  }
}

export const protocol = new StandInProtocol();
export const session = { defaultSession: new StandInSession() };

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Electron's `net.fetch` reads files too; Node's `fetch` does not. */
export const net = {
  async fetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith('file:')) return fetch(input, init);
    const body = await readFile(new URL(url));
    const type = mediaTypes[path.extname(new URL(url).pathname)] ?? 'application/octet-stream';
    return new Response(body, { headers: { 'Content-Type': type } });
  },
  isOnline: (): boolean => true,
};
