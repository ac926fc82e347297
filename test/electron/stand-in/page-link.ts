import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { decode, encode } from './codec.ts';
import { pageScript, preloadScript } from './page-source.ts';

/** What the page asks of the application. */
export interface PageHost {
  /** Answers `ipcRenderer.invoke`; a rejection is told to the page. */
  invoke(channel: string, parameters: unknown[]): Promise<unknown>;
  send(channel: string, parameters: unknown[]): void;
  /** `window.open` or a link with a target. */
  windowOpen(url: string, frameName: string): void;
}

const worldName = 'stand-in preload';
const binding = 'standInSend';

/** The wire to one page: its preload world, the messages both ways, the paths of dropped files. */
export class PageLink {
  title = '';
  closed = false;
  #page: Page | undefined;
  #session: CDPSession | undefined;
  #world: number | undefined;
  #opened: Promise<void> = Promise.resolve();

  /** Prepares a fresh page; everything sent meanwhile waits. */
  open(page: Promise<Page>, host: PageHost, preload: string | undefined): Promise<void> {
    this.#opened = page.then((opened) => this.#prepare(opened, host, preload));
    this.#opened.catch(() => undefined);
    return this.#opened;
  }

  address(): string {
    return this.#page?.url() ?? '';
  }

  async goto(webAddress: string): Promise<void> {
    await this.#opened;
    await this.#page?.goto(webAddress);
  }

  async run(code: string): Promise<unknown> {
    await this.#opened;
    return this.#page?.evaluate(code);
  }

  reload(): void {
    void this.#page?.reload().catch(() => undefined);
  }

  emit(channel: string, parameters: unknown[]): void {
    const text = JSON.stringify(encode(parameters));
    void this.#tell(`standIn.emit(${JSON.stringify(channel)}, ${text})`);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.#page?.close().catch(() => undefined);
  }

  async #prepare(page: Page, host: PageHost, preload: string | undefined): Promise<void> {
    this.#page = page;
    const session = await page.context().newCDPSession(page);
    this.#session = session;
    const { frameTree } = await session.send('Page.getFrameTree');
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const details = context.auxData as { frameId?: string } | undefined;
      if (context.name === worldName && details?.frameId === frameTree.frame.id) this.#world = context.id;
    });
    session.on(
      'Runtime.bindingCalled',
      (call) => void this.#receive(call.payload, call.executionContextId, host),
    );
    session.on('Page.windowOpen', ({ url, windowName }) => host.windowOpen(url, windowName));
    await session.send('Runtime.addBinding', { name: binding, executionContextName: worldName });
    await session.send('Page.enable');
    await session.send('DOM.enable');
    if (preload !== undefined) await this.#injectPreload(session, readFileSync(preload, 'utf8'));
    await session.send('Runtime.enable');
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  }

  async #injectPreload(session: CDPSession, preload: string): Promise<void> {
    const secret = `stand-in-${randomUUID()}`;
    const visible = {
      platform: process.platform,
      arch: process.arch,
      sandboxed: true,
      contextIsolated: true,
    };
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source: pageScript(secret) });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName,
      source: preloadScript(secret, preload, visible),
    });
  }

  async #receive(payload: string, world: number, host: PageHost): Promise<void> {
    const kind = payload.slice(0, payload.indexOf(' '));
    const [number, channel, parameters] = decode(payload.slice(kind.length + 1)) as [
      number,
      string,
      unknown[],
    ];
    if (kind === 'send') host.send(channel, parameters);
    else if (kind === 'paths') await this.#answerPaths(number, parameters[0] as number, world);
    else {
      const [ok, text] = await host.invoke(channel, parameters).then(
        (value) => [true, encode(value)] as const,
        (error: unknown) => [false, encode(error)] as const,
      );
      await this.#tell(`standIn.reply(${number}, ${String(ok)}, ${JSON.stringify(text)})`, world);
    }
  }

  /** Asks Chromium for the paths of the files that the page is holding back. */
  async #answerPaths(number: number, count: number, world: number): Promise<void> {
    const paths: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const { result } = (await this.#session?.send('Runtime.evaluate', {
        expression: `standInFiles[${index}]`,
        contextId: world,
      })) ?? { result: undefined };
      const objectId = result?.objectId;
      const found =
        objectId === undefined
          ? undefined
          : await this.#session?.send('DOM.getFileInfo', { objectId }).catch(() => undefined);
      paths.push(found?.path ?? '');
    }
    await this.#tell(`standIn.paths(${number}, ${JSON.stringify(paths)})`, world);
  }

  async #tell(expression: string, world?: number): Promise<void> {
    await this.#opened.catch(() => undefined);
    const contextId = world ?? this.#world;
    if (contextId === undefined || this.closed) return;
    await this.#session?.send('Runtime.evaluate', { expression, contextId }).catch(() => undefined);
  }
}
