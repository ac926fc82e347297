import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { ReleaseManifest, SignedManifest } from '../../contract/update.ts';
import { UpdateRefused } from '../../core/updates/update-refused.ts';

/** A public key as a build is given it: Ed25519, SPKI, DER in base64. Throws where it is anything else. */
export const publicKeyOf = (text: string): KeyObject => {
  const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('an update key must be an Ed25519 key');
  return key;
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UpdateRefused('malformed', 'the feed is not JSON', { cause });
  }
};

/**
 * The manifest that a feed's text holds. Nothing of it is looked at before its signature was found good with one of the
 * keys. Throws `malformed`, `unsigned` or `wrongSignature`.
 */
export const openManifest = (text: string, keys: readonly KeyObject[]): ReleaseManifest => {
  const given = json(text);
  const signed = SignedManifest.safeParse(given);
  if (!signed.success) {
    const bare = ReleaseManifest.safeParse(given).success;
    const without = typeof given === 'object' && given !== null && !('signature' in given);
    throw bare || without
      ? new UpdateRefused('unsigned', 'the feed has no signature')
      : new UpdateRefused('malformed', 'the feed is not a signed manifest');
  }
  const { manifest, signature } = signed.data;
  const bytes = Buffer.from(manifest, 'utf8');
  const proof = Buffer.from(signature, 'base64');
  if (!keys.some((key) => verify(null, bytes, key, proof)))
    throw new UpdateRefused('wrongSignature', 'the signature is of none of the keys that this build knows');
  const read = ReleaseManifest.safeParse(json(manifest));
  if (!read.success) throw new UpdateRefused('malformed', read.error.issues[0]?.message ?? 'malformed');
  return read.data;
};
