import { EventEmitter } from 'node:events';
import type { Page } from 'playwright-core';
import { app } from './app.ts';
import { cancellable } from './cancellable.ts';
import { openChromium, openPage } from './chromium.ts';
import { ipcMain } from './ipc-main.ts';
import { type PageHost, PageLink } from './page-link.ts';
import { record } from './recorded.ts';
import { answerRequests } from './requests.ts';
import { protocol } from './session.ts';
import { toApplication, toWeb } from './web-address.ts';
import { StandInWebContents } from './web-contents.ts';

type Offered =
  | 'id'
  | 'loadURL'
  | 'show'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'minimize'
  | 'restore'
  | 'maximize'
  | 'isVisible'
  | 'isMinimized'
  | 'isMaximized'
  | 'isDestroyed'
  | 'isFocused'
  | 'getBounds'
  | 'getNormalBounds'
  | 'setBounds'
  | 'setTitle'
  | 'setMenuBarVisibility'
  | 'setBackgroundColor';

let count = 0;

/** Only what Sluice may ask for: a renderer in the sandbox, isolated, without Node. */
const refuseUnsafe = ({
  nodeIntegration,
  contextIsolation,
  sandbox,
  webSecurity,
}: Electron.WebPreferences): void => {
  if (nodeIntegration === true || contextIsolation === false || sandbox === false || webSecurity === false) {
    throw new Error('The stand-in opens sandboxed and isolated renderers only.');
  }
};

export class BrowserWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Offered> {
  static #all: BrowserWindow[] = [];
  readonly id: number;
  readonly webContents: StandInWebContents;
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly #link = new PageLink();
  #bounds: Electron.Rectangle;
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #loading: string | undefined;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    refuseUnsafe(options.webPreferences ?? {});
    count += 1;
    this.id = count;
    this.options = options;
    this.#visible = options.show !== false;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.webContents = new StandInWebContents(this.id, this.#link);
    BrowserWindow.#all.push(this);
    void this.#link.open(this.#openPage(), this.#host(), options.webPreferences?.preload);
    record('window', { id: this.id, options });
    app.emit('web-contents-created', cancellable({}), this.webContents);
    app.emit('browser-window-created', cancellable({}), this);
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all];
  }

  static fromWebContents(contents: { readonly id: number }): BrowserWindow | null {
    return BrowserWindow.#all.find((window) => window.webContents.id === contents.id) ?? null;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.#all.find((window) => window.#visible) ?? null;
  }

  async loadURL(url: string): Promise<void> {
    this.#loading = toWeb(url, new Set(protocol.handlers.keys()));
    try {
      await this.#link.goto(this.#loading);
    } finally {
      this.#loading = undefined;
    }
  }

  show(): void {
    this.#visible = true;
    this.emit('show');
  }

  hide(): void {
    this.#visible = false;
    this.emit('hide');
  }

  focus(): void {
    this.emit('focus');
  }

  minimize(): void {
    this.#minimized = true;
    this.emit('minimize');
  }

  restore(): void {
    this.#minimized = false;
    this.emit('restore');
  }

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize');
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isFocused(): boolean {
    return this.#visible && !this.#minimized;
  }

  isDestroyed(): boolean {
    return this.#link.closed;
  }

  getBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  getNormalBounds(): Electron.Rectangle {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize');
    this.emit('move');
  }

  setTitle(title: string): void {
    this.#link.title = title;
  }

  setMenuBarVisibility(visible: boolean): void {
    record('menu-bar', { visible });
  }

  setBackgroundColor(color: string): void {
    record('background-color', { color });
  }

  close(): void {
    this.tryClose();
  }

  /** Asks the listeners of `close`; false where one of them prevented it. */
  tryClose(): boolean {
    const event = cancellable({});
    this.emit('close', event);
    if (event.defaultPrevented) return false;
    this.destroy();
    return true;
  }

  destroy(): void {
    if (this.isDestroyed()) return;
    BrowserWindow.#all = BrowserWindow.#all.filter((window) => window !== this);
    void this.#link.close();
    this.emit('closed');
    if (BrowserWindow.#all.length > 0) return;
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
    else app.quit();
  }

  #host(): PageHost {
    const event = {
      ...cancellable({}),
      sender: this.webContents as unknown as Electron.WebContents,
      senderFrame: this.webContents.mainFrame as unknown as Electron.WebFrameMain,
      frameId: 1,
      processId: 1,
      type: 'frame' as const,
    };
    return {
      invoke: (channel, parameters) => ipcMain.invoke(channel, event, parameters),
      send: (channel, parameters) => void ipcMain.emit(channel, event, ...parameters),
      windowOpen: (webUrl, frameName) => {
        const url = toApplication(webUrl);
        const response = this.webContents.openHandler?.({
          url,
          frameName,
          features: '',
          disposition: 'foreground-tab',
          referrer: { url: '', policy: 'no-referrer' },
        });
        record('window-open', { url, action: response?.action ?? 'allow' });
      },
    };
  }

  async #openPage(): Promise<Page> {
    const page = await openPage(await openChromium(app.getPath('userData')));
    await answerRequests(page, this.webContents, (url) => url === this.#loading);
    const { width, height } = this.#bounds;
    await page.setViewportSize({ width, height });
    page.on('console', (message) =>
      this.webContents.emit('console-message', { level: message.type(), message: message.text() }),
    );
    // Chromium writes to the console what nobody caught; Playwright tells of it apart
    page.on('pageerror', (error) =>
      this.webContents.emit('console-message', { level: 'error', message: `Uncaught ${String(error)}` }),
    );
    page.on('crash', () =>
      this.webContents.emit('render-process-gone', cancellable({}), { reason: 'crashed', exitCode: 1 }),
    );
    page.on('load', () => {
      void page.title().then(
        (title) => this.setTitle(title),
        () => undefined,
      );
      this.webContents.emit('did-finish-load');
      this.emit('ready-to-show');
    });
    return page;
  }
}
