import type { ReleaseFile, ReleaseManifest } from '../../contract/update.ts';

/** A downloaded file whose size and hash are those of a signed manifest. */
export interface VerifiedFile {
  readonly path: string;
  readonly file: ReleaseFile;
}

/** Where releases are published. Nothing leaves it unchecked; every refusal is an `UpdateRefused`. */
export interface ReleaseFeed {
  /** The manifest, after its signature was found good. */
  manifest(address: string, signal: AbortSignal): Promise<ReleaseManifest>;
  /** Fetches a file whole and checks it; `onBytes` hears how many bytes are there. */
  download(
    address: string,
    file: ReleaseFile,
    onBytes: (received: number) => void,
    signal: AbortSignal,
  ): Promise<VerifiedFile>;
  /** Removes what earlier downloads left. */
  clear(): Promise<void>;
}

/** Makes the system install a verified file with the next start. */
export interface UpdateInstaller {
  prepare(verified: VerifiedFile, version: string, signal: AbortSignal): Promise<void>;
}
