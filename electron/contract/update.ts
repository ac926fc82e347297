import { z } from 'zod';

/** The file that a feed's address is asked for. */
export const manifestName = 'sluice-update.json';

export const Version = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/);

/** One file of a release. Its name is a plain one: it can lead nowhere, neither in an address nor on a disk. */
export const ReleaseFile = z.object({
  platform: z.enum(['win32', 'darwin', 'linux']),
  arch: z.enum(['x64', 'arm64']),
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,149}$/),
  /** Bytes. */
  size: z.int().min(1).max(4_000_000_000),
  /** SHA-512 in lower-case hexadecimal. */
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
});
export type ReleaseFile = z.infer<typeof ReleaseFile>;

/** What a release says of itself. Members of later versions are passed over. */
export const ReleaseManifest = z.object({
  product: z.literal('sluice-desktop'),
  version: Version,
  /** Where a person reads about it, and fetches it where Sluice does not install it. */
  page: z.url({ protocol: /^https$/ }).max(2_000),
  files: z.array(ReleaseFile).min(1).max(50),
});
export type ReleaseManifest = z.infer<typeof ReleaseManifest>;

/** What stands in the feed: the manifest as the very text that was signed, and its Ed25519 signature in base64. */
export const SignedManifest = z.object({
  manifest: z.string().min(1).max(100_000),
  signature: z.base64().length(88),
});
export type SignedManifest = z.infer<typeof SignedManifest>;

/** Why nothing was installed. Closed, so that the window has words for each. */
export const UpdateProblem = z.enum([
  'unreachable',
  'insecure',
  'malformed',
  'unsigned',
  'wrongSignature',
  'downgrade',
  'noFile',
  'wrongSize',
  'wrongHash',
  'disk',
  'installer',
]);
export type UpdateProblem = z.infer<typeof UpdateProblem>;

/** Where looking for a new version has got to. */
export const UpdateView = z.object({
  /** False where no key was built in: then no signature can be checked, and nothing is ever looked for. */
  able: z.boolean(),
  /** What follows a new version here: it is installed with the next start, or a person fetches it. */
  way: z.enum(['install', 'fetch']),
  state: z.enum(['off', 'resting', 'checking', 'current', 'downloading', 'available', 'ready', 'failed']),
  /** The version that the feed offers, once its signature was found good. */
  version: z.string().nullable(),
  /** Bytes so far and in all, while it is downloaded. */
  received: z.number(),
  size: z.number(),
  /** The file for this system, and the page about the version. */
  file: z.string().nullable(),
  page: z.string().nullable(),
  problem: UpdateProblem.nullable(),
  /** What the system said, for whoever looks into it. */
  detail: z.string().nullable(),
  checkedAt: z.string().nullable(),
});
export type UpdateView = z.infer<typeof UpdateView>;
