import { Fault } from '../../contract/fault.ts';
import type { OpenFile } from './file-bytes.ts';
import type { Body, ObjectStore } from './object-store.ts';
import { maxPutBytes, singlePutLimit } from './part-plan.ts';
import type { Receipt } from './receipt.ts';
import type { Md5 } from './same-object.ts';
import { abortQuietly, lookUp, type Sending } from './sending.ts';
import { sendParts } from './send-parts.ts';
import { leavesOutcomeUnknown, UploadFault } from './upload-fault.ts';
import type { RecordedPart, UploadLedger } from './upload-ledger.ts';

/** One attempt to deliver one sealed file. */
export interface SendRequest {
  /** The Parquet file, its size in bytes, and its key, which every attempt of a delivery shares. */
  readonly path: string;
  readonly bytes: number;
  readonly key: string;
  readonly keyNaming: 'unique' | 'plain';
  /** `never`: one streamed PUT, 5 GiB at most. */
  readonly multipart: 'auto' | 'never';
  /** An earlier attempt may have taken effect: it ended so, or the program ended within it. */
  readonly outcomeUnknown: boolean;
  /** What the ledger holds of an earlier attempt. */
  readonly upload?: { readonly id: string; readonly parts: readonly RecordedPart[] } | undefined;
  /** Parts under way at a time; 4 by default. */
  readonly parallelParts?: number;
}

export interface SendWith {
  readonly store: ObjectStore;
  readonly openFile: OpenFile;
  readonly md5: Md5;
  readonly ledger: UploadLedger;
  readonly signal: AbortSignal;
  /** Bytes that have left so far, those of earlier attempts' parts included. */
  readonly onProgress?: (bytesSent: number) => void;
}

/**
 * Makes one attempt: looks first whether an earlier one arrived, then sends what is missing. Returns the receipt, or
 * throws a `Fault`. Where that is an `UploadFault` with `outcomeUnknown`, this attempt or an earlier one may have
 * delivered the object, and the next one must be told.
 */
export const sendObject = async (request: SendRequest, tools: SendWith): Promise<Receipt> => {
  /** An earlier attempt may have arrived, and nobody has said yet that it did not. */
  let inDoubt = request.outcomeUnknown;
  try {
    await using file = await tools.openFile(request.path, request.bytes, tools.signal);
    let total = 0;
    const sent = (bytes: number): void => tools.onProgress?.((total += bytes));
    const sending: Sending = { ...request, ...tools, file, sent };

    if (inDoubt) {
      const earlier = await lookUp(sending);
      if (typeof earlier === 'object') {
        if (request.upload !== undefined) await abortQuietly(sending, request.upload.id);
        return earlier;
      }
      inDoubt = earlier === 'unknown';
    }
    if (request.multipart === 'auto' && file.bytes > singlePutLimit) {
      const receipt = await sendParts(sending, inDoubt);
      if (receipt !== 'unsupported') return receipt;
    }
    return { ...(await putWhole(sending)), mayHaveArrivedTwice: inDoubt };
  } catch (thrown) {
    if (!inDoubt || !(thrown instanceof Fault) || leavesOutcomeUnknown(thrown)) throw thrown;
    throw new UploadFault(thrown.code, thrown.facts, true, { cause: thrown });
  }
};

const putWhole = async ({ store, key, file, signal, sent }: Sending): Promise<Receipt> => {
  if (file.bytes > maxPutBytes)
    throw new Fault('object.tooLarge', {
      bytes: file.bytes,
      limit: maxPutBytes,
      reason: 'one PutObject takes at most 5 GiB',
    });
  const md5 = await file.md5(0, file.bytes, signal);
  const body: Body = { file, from: 0, bytes: file.bytes, md5, onSent: sent };
  const { etag } = await store.put(key, body, signal);
  return { etag, bytes: file.bytes, viaHead: false, mayHaveArrivedTwice: false, parts: 0, resumedParts: 0 };
};
