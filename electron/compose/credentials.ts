import { keychain } from '../adapters/credentials/keychain.ts';
import { KeychainProcess } from '../adapters/credentials/keychain-process.ts';
import { profileStore } from '../adapters/credentials/profile-files.ts';
import type { ProfileStore } from '../core/credentials/profile-store.ts';
import type { AskKeychain, SecretStore } from '../core/credentials/secret-store.ts';

export { Credentials } from '../core/credentials/credentials.ts';

/** Milliseconds until a call that waits (for a prompt that nobody answers) counts as locked. */
const timeLimit = 20_000;

/** The operating system's keychain. */
export const secretStore = (): SecretStore => keychain();

/** The keychain by way of a process that the shell starts for each act. */
export const secretStoreBy = (ask: AskKeychain): SecretStore => new KeychainProcess(timeLimit, ask);

/** The profiles of the AWS tools. */
export const awsProfiles = (): ProfileStore => profileStore(process.env);
