import { EventEmitter, once } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { cancellable } from './cancellable.ts';
import { closeChromium, openChromium } from './chromium.ts';
import { applicationPackage, applicationRoot, commandLineValue } from './package-root.ts';
import { record } from './recorded.ts';
import { releaseInstanceLock, takeInstanceLock } from './single-instance.ts';

/** What `app` asks of the windows when it quits; the windows' module registers it. */
export interface QuitWindows {
  /** Closes them all; false where one of them refused. */
  closeAll(): boolean;
}

type Offered =
  | 'getName'
  | 'getVersion'
  | 'getAppPath'
  | 'getLocale'
  | 'getPath'
  | 'setPath'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'setLoginItemSettings'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'isReady'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'focus'
  | 'isPackaged'
  | 'name'
  | 'setAboutPanelOptions'
  | 'showAboutPanel';

class StandInApp extends EventEmitter implements Pick<Electron.App, Offered> {
  name = applicationPackage.productName ?? applicationPackage.name;
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly #paths = new Map<string, string>();
  #ready = false;
  #quitEarly = false;
  #windows: QuitWindows | undefined;

  getName(): string {
    return this.name;
  }

  getVersion(): string {
    return applicationPackage.version;
  }

  getAppPath(): string {
    return applicationRoot;
  }

  getLocale(): string {
    return 'en-US';
  }

  getPath(name: string): string {
    const known = this.#paths.get(name);
    if (known !== undefined) return known;
    const appData = process.env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
    const userData = (): string => commandLineValue('user-data-dir') ?? path.join(appData, this.name);
    switch (name) {
      case 'appData':
        return appData;
      case 'userData':
      case 'sessionData':
        return userData();
      case 'logs':
        return path.join(this.getPath('userData'), 'logs');
      case 'crashDumps':
        return path.join(this.getPath('userData'), 'Crashpad');
      case 'temp':
        return tmpdir();
      case 'home':
        return homedir();
      case 'exe':
        return process.execPath;
      default:
        return path.join(homedir(), name);
    }
  }

  setPath(name: string, value: string): void {
    this.#paths.set(name, value);
  }

  setAppUserModelId(id: string): void {
    record('app-user-model-id', { id });
  }

  enableSandbox(): void {
    record('sandbox-enabled', { beforeReady: !this.#ready });
  }

  setLoginItemSettings(settings: Electron.Settings): void {
    record('login-item', { ...settings });
  }

  setAboutPanelOptions(options: Electron.AboutPanelOptionsOptions): void {
    record('about-panel-options', { ...options });
  }

  showAboutPanel(): void {
    record('about-panel');
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    return takeInstanceLock(this.getPath('userData'), additionalData, (start) => {
      this.emit('second-instance', cancellable({}), start.argv, start.workingDirectory, start.additionalData);
    });
  }

  releaseSingleInstanceLock(): void {
    releaseInstanceLock(this.getPath('userData'));
  }

  isReady(): boolean {
    return this.#ready;
  }

  async whenReady(): Promise<void> {
    if (!this.#ready) await once(this, 'ready');
  }

  quit(): void {
    if (!this.#ready) {
      this.#quitEarly = true;
      setImmediate(() => this.exit(0));
      return;
    }
    const beforeQuit = cancellable({});
    this.emit('before-quit', beforeQuit);
    if (beforeQuit.defaultPrevented || this.#windows?.closeAll() === false) return;
    const willQuit = cancellable({});
    this.emit('will-quit', willQuit);
    if (willQuit.defaultPrevented) return;
    this.emit('quit', cancellable({}), 0);
    this.exit(0);
  }

  exit(exitCode = 0): void {
    void closeChromium().finally(() => process.exit(exitCode));
  }

  relaunch(options?: Electron.RelaunchOptions): void {
    record('relaunch', { ...options });
  }

  focus(): void {
    record('focus');
  }

  /** Called once by `electron.ts`, after the main script had its turn. */
  async begin(windows: QuitWindows): Promise<void> {
    this.#windows = windows;
    await Promise.resolve();
    if (this.#quitEarly) return;
    await openChromium(this.getPath('userData'));
    this.#ready = true;
    this.emit('will-finish-launching');
    this.emit('ready', cancellable({}), {});
  }
}

export const app = new StandInApp();
