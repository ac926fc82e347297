import type { Credentials } from './credentials.ts';

/**
 * Keeps credentials where the operating system keeps secrets, by connection id. Throws `credentials.noKeychain` where
 * there is no such place, `credentials.locked` where it is locked or does not answer; never keeps them elsewhere.
 */
export interface SecretStore {
  get(connectionId: string): Promise<Credentials | undefined>;
  set(connectionId: string, credentials: Credentials): Promise<void>;
  /** Whether there was something to remove. */
  remove(connectionId: string): Promise<boolean>;
}

/**
 * Asks another process for one act with the keychain: it answers, or ends without an answer. `signal` ends it. What is
 * asked and answered are plain data that only the two ends read.
 */
export type AskKeychain = (
  act: object,
  signal: AbortSignal,
) => Promise<{ readonly answer: unknown } | { readonly endedWith: string }>;
