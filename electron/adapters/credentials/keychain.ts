import type { SecretStore } from '../../core/credentials/secret-store.ts';
import { keychainHere, type KeychainSettings } from './keychain-here.ts';
import { KeychainProcess } from './keychain-process.ts';

/**
 * The operating system's keychain. Each act has a process of its own: a native call that hangs would keep this one from
 * ending, and one that crashes would take it along.
 */
export const keychain = (settings: KeychainSettings = {}): SecretStore =>
  settings.load !== undefined ? keychainHere(settings) : new KeychainProcess(settings.timeLimit ?? 20_000);
