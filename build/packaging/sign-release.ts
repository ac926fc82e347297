import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { ReleaseFile, ReleaseManifest, type SignedManifest } from '../../electron/contract/update.ts';

/** A fresh pair: the private key as PEM, to be kept where no build sees it, and the public one as a build is given it. */
export const makeUpdateKey = (): { readonly privatePem: string; readonly publicKey: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privatePem: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  };
};

/** The public half of a private key, as a build is given it. */
export const publicHalf = (privateKey: KeyObject): string =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');

/** A made package as a release describes it. `system` is such as `win32-x64`. */
export const describeFile = async (system: string, file: string): Promise<ReleaseFile> => {
  const [platform, arch] = system.split('-');
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return ReleaseFile.parse({
    platform,
    arch,
    name: path.basename(file),
    size: statSync(file).size,
    sha512: hash.digest('hex'),
  });
};

/** The text of `sluice-update.json`. Throws where the manifest is none that the app would take. */
export const signManifest = (manifest: ReleaseManifest, key: KeyObject): string => {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('releases are signed with an Ed25519 key');
  const text = JSON.stringify(ReleaseManifest.parse(manifest));
  const signature = sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
  return `${JSON.stringify({ manifest: text, signature } satisfies SignedManifest, undefined, 2)}\n`;
};
