/**
 * A sealed file, open for reading by position. The file does not change while it is open; if it did, or is gone,
 * reading throws `spool.lost`.
 */
export interface FileBytes extends AsyncDisposable {
  /** Size in bytes. */
  readonly bytes: number;
  /** Exactly `bytes` bytes from position `from`, in a buffer of their own. */
  read(from: number, bytes: number, signal: AbortSignal): Promise<Uint8Array>;
  /** MD5 of that range as 32 hexadecimal digits. Reads in small steps, so that nothing else waits long. */
  md5(from: number, bytes: number, signal: AbortSignal): Promise<string>;
  /** SHA-256 of that range as 64 hexadecimal digits, read in the same way. */
  sha256(from: number, bytes: number, signal: AbortSignal): Promise<string>;
}

/** Opens a file that must have `bytes` bytes; throws `spool.lost` where it is gone or has another size. */
export type OpenFile = (path: string, bytes: number, signal: AbortSignal) => Promise<FileBytes>;
