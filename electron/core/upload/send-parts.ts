import type { PartReceipt } from './object-store.ts';
import { planParts, type PlannedPart } from './part-plan.ts';
import type { Receipt } from './receipt.ts';
import { abortQuietly, lookUp, type Sending } from './sending.ts';
import { UploadFault } from './upload-fault.ts';

/** An upload under way, and what the service already holds of it. */
interface OpenUpload {
  readonly id: string;
  readonly held: ReadonlyMap<number, PartReceipt>;
}

/**
 * Sends a file in parts, going on with the upload of an earlier attempt where the service still knows it. `unsupported`
 * where the service takes no multipart uploads.
 */
export const sendParts = async (sending: Sending, inDoubt: boolean): Promise<Receipt | 'unsupported'> => {
  const plan = planParts(sending.file.bytes);
  let mayHaveArrivedTwice = inDoubt;
  const resumed = await resume(sending, plan);
  if (resumed === 'lost') {
    // The program may have ended between the answer to Complete and its record.
    const arrived = sending.outcomeUnknown ? undefined : await lookUp(sending);
    if (typeof arrived === 'object') return arrived;
    if (arrived === 'unknown') mayHaveArrivedTwice = true;
    await sending.ledger.forgetUpload();
  }
  let upload = resumed === 'lost' ? undefined : resumed;
  // An upload that is still open cannot have become an object.
  if (upload !== undefined) mayHaveArrivedTwice = false;

  for (let lost = 0; lost < 2; lost++) {
    upload ??= await begin(sending);
    if (upload === undefined) return 'unsupported';
    const made = await makeObject(sending, plan, upload);
    if (typeof made === 'object') {
      const { bytes } = sending.file;
      return {
        etag: made.etag,
        bytes,
        viaHead: false,
        mayHaveArrivedTwice,
        parts: plan.length,
        resumedParts: upload.held.size,
      };
    }
    if (made === 'partsMissing') {
      await abortQuietly(sending, upload.id);
    } else {
      // Either the upload expired, or it became the object and the answer to that was lost.
      const arrived = await lookUp(sending);
      if (typeof arrived === 'object')
        return { ...arrived, parts: plan.length, resumedParts: upload.held.size };
      mayHaveArrivedTwice ||= arrived === 'unknown';
    }
    await sending.ledger.forgetUpload();
    upload = undefined;
  }
  throw new UploadFault(
    'service.error',
    { reason: 'the service lost the parts of a multipart upload' },
    mayHaveArrivedTwice,
  );
};

/** Sends what is missing and completes the upload. A refusal of the file ends the upload too. */
const makeObject = async (sending: Sending, plan: readonly PlannedPart[], upload: OpenUpload) => {
  const { store, key, signal, ledger } = sending;
  try {
    const parts = await sendMissing(sending, plan, upload);
    return parts === 'lost' ? 'lost' : await store.complete(key, upload.id, parts, signal);
  } catch (thrown) {
    if (thrown instanceof UploadFault && thrown.remedy === 'reject') {
      await abortQuietly(sending, upload.id);
      await ledger.forgetUpload();
    }
    throw thrown;
  }
};

const begin = async ({ store, key, signal, ledger }: Sending): Promise<OpenUpload | undefined> => {
  const created = await store.createMultipart(key, signal);
  if (created === 'unsupported') return undefined;
  await ledger.recordUpload(created.uploadId);
  return { id: created.uploadId, held: new Map() };
};

/** The earlier attempt's upload with the parts that are whole and ours; undefined where there was none. */
const resume = async (
  sending: Sending,
  plan: readonly PlannedPart[],
): Promise<OpenUpload | 'lost' | undefined> => {
  const { store, key, signal, file, upload, sent } = sending;
  if (upload === undefined) return undefined;
  const listed = await store.listParts(key, upload.id, signal);
  if (listed === 'lost') return 'lost';
  const recorded = new Map(upload.parts.map((part) => [part.number, part]));
  // Where the service lists nothing for us, what it acknowledged has to do: completing checks it.
  const theirs =
    listed === 'unsupported'
      ? upload.parts.map((part) => ({ ...part, bytes: plan[part.number - 1]?.bytes }))
      : listed;
  const held = new Map<number, PartReceipt>();
  for (const { number, etag, bytes } of theirs) {
    const planned = plan[number - 1];
    if (planned === undefined || planned.bytes !== bytes) continue;
    const md5 = await file.md5(planned.from, planned.bytes, signal);
    const acknowledged = recorded.get(number);
    if (etag.toLowerCase() !== md5 && !(acknowledged?.etag === etag && acknowledged.md5 === md5)) continue;
    held.set(number, { number, etag });
    sent(planned.bytes);
  }
  return { id: upload.id, held };
};

/** Sends what the service does not hold, several parts at a time; the first failure ends the others. */
const sendMissing = async (
  sending: Sending,
  plan: readonly PlannedPart[],
  { id, held }: OpenUpload,
): Promise<readonly PartReceipt[] | 'lost'> => {
  const { store, key, file, ledger, sent, parallelParts = 4 } = sending;
  const stop = new AbortController();
  const signal = AbortSignal.any([sending.signal, stop.signal]);
  const receipts = new Map(held);
  const missing = plan.filter((part) => !held.has(part.number)).values();
  let lost = false;

  const oneAfterTheOther = async (): Promise<void> => {
    for (const { number, from, bytes } of missing) {
      if (signal.aborted) return;
      const md5 = await file.md5(from, bytes, signal);
      const receipt = await store.putPart(key, id, number, { file, from, bytes, md5, onSent: sent }, signal);
      if (receipt === 'lost') {
        lost = true;
        stop.abort();
        return;
      }
      await ledger.recordPart({ number, etag: receipt.etag, md5 });
      receipts.set(number, receipt);
    }
  };
  const failures: unknown[] = [];
  const failed = (thrown: unknown): void => {
    failures.push(thrown);
    stop.abort();
  };
  await Promise.all(Array.from({ length: parallelParts }, () => oneAfterTheOther().catch(failed)));

  sending.signal.throwIfAborted();
  if (lost) return 'lost';
  if (failures.length > 0) throw failures[0];
  return plan.flatMap(({ number }) => receipts.get(number) ?? []);
};
