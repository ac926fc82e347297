import { Readable } from 'node:stream';
import type { Body } from '../../core/upload/object-store.ts';
import type { Throttle } from '../../core/upload/throttle.ts';

/** A body on its way: what the SDK sends, and what went wrong with reading it. */
export interface RequestBody extends Disposable {
  readonly content: Buffer | Readable;
  /** Aborts when reading fails, with the failure as its reason. */
  readonly broken: AbortSignal;
  /** Tells `onSent` of whatever it was not told yet. */
  readonly accepted: () => void;
}

const step = 256 * 1024;

/**
 * Up to `oneWrite` bytes go out as one buffer, more as a stream of small pieces, so that memory stays flat. The stream
 * never errors: an error of a stream handed to the SDK becomes an uncaught exception and the request hangs. It stops
 * instead, and `broken` ends the request. Where the throttle may limit, every piece asks it first.
 */
export const openBody = async (
  body: Body,
  oneWrite: number,
  throttle: Throttle,
  signal: AbortSignal,
): Promise<RequestBody> => {
  const broken = new AbortController();
  let told = 0;
  const tell = (bytes: number): void => {
    told += bytes;
    if (bytes > 0) body.onSent?.(bytes);
  };
  const accepted = (): void => tell(body.bytes - told);

  if (body.bytes <= (throttle.limits ? 0 : oneWrite)) {
    const bytes = await body.file.read(body.from, body.bytes, signal);
    const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return { content, broken: broken.signal, accepted, [Symbol.dispose]: () => undefined };
  }

  let position = 0;
  const nextPiece = async (wanted: number): Promise<Uint8Array> =>
    body.file.read(body.from + position, await throttle.take(wanted, signal), signal);
  const content = new Readable({
    highWaterMark: step,
    read() {
      const wanted = Math.min(step, body.bytes - position);
      if (wanted === 0) {
        this.push(null);
        return;
      }
      nextPiece(wanted).then(
        (bytes) => {
          if (this.destroyed) return;
          position += bytes.length;
          tell(bytes.length);
          this.push(bytes);
        },
        (failure: unknown) => broken.abort(failure),
      );
    },
  });
  return { content, broken: broken.signal, accepted, [Symbol.dispose]: () => void content.destroy() };
};
