import { createPublicKey } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The name of the variable that holds the public keys for updates: SPKI, DER in base64, with commas between them. */
export const updateKeysVariable = 'SLUICE_UPDATE_KEYS';

/** The keys that a build is given. Throws where one of them is no Ed25519 public key: it could check nothing. */
export const updateKeysIn = (text: string | undefined): readonly string[] => {
  const keys = (text ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  for (const key of keys) {
    let kind: string | undefined;
    try {
      kind = createPublicKey({
        key: Buffer.from(key, 'base64'),
        format: 'der',
        type: 'spki',
      }).asymmetricKeyType;
    } catch (cause) {
      throw new Error(`${updateKeysVariable}: ${key.slice(0, 20)}… is no public key`, { cause });
    }
    if (kind !== 'ed25519') throw new Error(`${updateKeysVariable}: ${key.slice(0, 20)}… is no Ed25519 key`);
  }
  return keys;
};

/** Puts the keys beside the main bundle; an empty list says that this build cannot update itself. */
export const writeUpdateKeys = (build: string): Promise<void> =>
  writeFile(
    path.join(build, 'update-keys.json'),
    `${JSON.stringify(updateKeysIn(process.env[updateKeysVariable]))}\n`,
  );
