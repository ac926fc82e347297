import type { FileBytes } from './file-bytes.ts';
import type { Receipt } from './receipt.ts';
import { compareObject } from './same-object.ts';
import type { SendRequest, SendWith } from './send-object.ts';

/** What both ways of sending share within one attempt. */
export interface Sending extends SendRequest, SendWith {
  readonly file: FileBytes;
  /** Counts bytes towards `onProgress`. */
  readonly sent: (bytes: number) => void;
}

/** The receipt of an earlier attempt; `absent` where it did not arrive; `unknown` where nobody can say. */
export const lookUp = async (sending: Sending): Promise<Receipt | 'absent' | 'unknown'> => {
  const { store, key, signal, file, sent } = sending;
  const found = await store.head(key, signal);
  if (found === 'absent') return 'absent';
  if (found === 'unsupported') return 'unknown';
  const verdict = await compareObject(found, file, sending);
  if (verdict === 'other') return 'absent';
  if (verdict === 'unclear') return 'unknown';
  sent(file.bytes);
  return {
    etag: found.etag,
    bytes: file.bytes,
    viaHead: true,
    mayHaveArrivedTwice: false,
    parts: 0,
    resumedParts: 0,
  };
};

/** An upload that is of no more use should not lie about at the service; if it does, it expires there. */
export const abortQuietly = async ({ store, key, signal }: Sending, uploadId: string): Promise<void> => {
  try {
    await store.abort(key, uploadId, signal);
  } catch {
    signal.throwIfAborted();
  }
};
