import { keychain } from '../adapters/credentials/keychain.ts';
import { profileStore } from '../adapters/credentials/profile-files.ts';
import type { ProfileStore } from '../core/credentials/profile-store.ts';
import type { SecretStore } from '../core/credentials/secret-store.ts';

export { Credentials } from '../core/credentials/credentials.ts';

/** The operating system's keychain. */
export const secretStore = (): SecretStore => keychain();

/** The profiles of the AWS tools. */
export const awsProfiles = (): ProfileStore => profileStore(process.env);
