import { createRequire } from 'node:module';
import { Fault } from '../../contract/fault.ts';
import { Credentials } from '../../core/credentials/credentials.ts';
import type { SecretStore } from '../../core/credentials/secret-store.ts';
import { readKeychainError } from './keychain-error.ts';

/** The calls of keytar that are used. `findCredentials` is not: on a locked keyring it ends the process (SIGSEGV). */
interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

export interface KeychainSettings {
  /** Milliseconds until a call that waits (for a prompt that nobody answers) counts as locked. */
  readonly timeLimit?: number;
  /** Loads the native module; given where it stands elsewhere than beside this file. */
  readonly load?: () => unknown;
}

const service = 'Sluice';
const probe = 'lock-probe';
const accounts = (connectionId: string) => [`${connectionId}/access-key`, `${connectionId}/secret`] as const;

/**
 * The operating system's keychain (Keychain, Credential Vault or Secret Service), called from this process. Two entries
 * a connection, because Windows limits the size of one. Nothing is loaded before the first call. While a call hangs (a
 * prompt that nobody answers) the process cannot end: see `keychain`.
 */
export const keychainHere = (settings: KeychainSettings = {}): SecretStore => {
  const load = settings.load ?? (() => createRequire(import.meta.url)('keytar') as unknown);
  return new Keychain(load, settings.timeLimit ?? 20_000);
};

class Keychain implements SecretStore {
  readonly #load: () => unknown;
  readonly #timeLimit: number;
  #loaded: Keytar | undefined;

  constructor(load: () => unknown, timeLimit: number) {
    this.#load = load;
    this.#timeLimit = timeLimit;
  }

  async get(connectionId: string): Promise<Credentials | undefined> {
    const [keyAccount, secretAccount] = accounts(connectionId);
    const accessKeyId = await this.#call((keytar) => keytar.getPassword(service, keyAccount));
    const secret =
      accessKeyId === null ? null : await this.#call((keytar) => keytar.getPassword(service, secretAccount));
    if (accessKeyId !== null && secret !== null) return new Credentials(accessKeyId, secret);
    await this.#mustBeOpen();
    return undefined;
  }

  async set(connectionId: string, credentials: Credentials): Promise<void> {
    const [keyAccount, secretAccount] = accounts(connectionId);
    await this.#call((keytar) => keytar.setPassword(service, keyAccount, credentials.accessKeyId));
    await this.#call((keytar) => keytar.setPassword(service, secretAccount, credentials.secretAccessKey));
  }

  async remove(connectionId: string): Promise<boolean> {
    let removed = false;
    for (const account of accounts(connectionId))
      if (await this.#call((keytar) => keytar.deletePassword(service, account))) removed = true;
    if (!removed) await this.#mustBeOpen();
    return removed;
  }

  /** A locked Secret Service answers "not there" to every look-up; only writing tells the two apart. */
  async #mustBeOpen(): Promise<void> {
    if (process.platform !== 'linux') return;
    await this.#call((keytar) => keytar.setPassword(service, probe, probe));
    await this.#call((keytar) => keytar.deletePassword(service, probe));
  }

  async #call<T>(act: (keytar: Keytar) => Promise<T>): Promise<T> {
    const keytar = this.#keytar();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => late.reject(new Fault('credentials.locked', { reason: 'it did not answer in time' })),
      this.#timeLimit,
    );
    try {
      return await Promise.race([act(keytar), late.promise]);
    } catch (thrown) {
      throw thrown instanceof Fault ? thrown : readKeychainError(thrown);
    } finally {
      clearTimeout(timer);
    }
  }

  #keytar(): Keytar {
    if (this.#loaded !== undefined) return this.#loaded;
    let loaded: unknown;
    try {
      loaded = this.#load();
    } catch (thrown) {
      throw readKeychainError(thrown);
    }
    if (!isKeytar(loaded))
      throw new Fault('credentials.noKeychain', { reason: 'keytar is not what it should be' });
    this.#loaded = loaded;
    return loaded;
  }
}

const isKeytar = (module: unknown): module is Keytar =>
  typeof module === 'object' &&
  module !== null &&
  ['getPassword', 'setPassword', 'deletePassword'].every(
    (name) => name in module && typeof module[name as keyof typeof module] === 'function',
  );
