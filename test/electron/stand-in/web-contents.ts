import { EventEmitter } from 'node:events';
import type { PageLink } from './page-link.ts';
import { session } from './session.ts';
import { toApplication } from './web-address.ts';

type Offered =
  | 'id'
  | 'getURL'
  | 'getTitle'
  | 'isDestroyed'
  | 'setWindowOpenHandler'
  | 'send'
  | 'reload'
  | 'isDevToolsOpened'
  | 'executeJavaScript';
type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse;

/** The one frame whose preload can speak: Electron runs a preload in the top frame alone. */
export interface StandInFrame {
  readonly parent: null;
  readonly url: string;
  readonly origin: string;
}

export class StandInWebContents extends EventEmitter implements Pick<Electron.WebContents, Offered> {
  readonly id: number;
  readonly session = session.defaultSession;
  readonly mainFrame: StandInFrame;
  openHandler: OpenHandler | undefined;
  readonly #link: PageLink;

  constructor(id: number, link: PageLink) {
    super();
    this.id = id;
    this.#link = link;
    this.mainFrame = {
      parent: null,
      get url(): string {
        return toApplication(link.address());
      },
      get origin(): string {
        const url = URL.parse(this.url);
        return url === null || url.host === '' ? 'null' : `${url.protocol}//${url.host}`;
      },
    };
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  getTitle(): string {
    return this.#link.title;
  }

  isDestroyed(): boolean {
    return this.#link.closed;
  }

  isDevToolsOpened(): boolean {
    return false;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...parameters: unknown[]): void {
    this.#link.emit(channel, parameters);
  }

  /** Runs a script in the page's own world. */
  executeJavaScript(code: string): Promise<unknown> {
    return this.#link.run(code);
  }

  reload(): void {
    this.#link.reload();
  }
}
