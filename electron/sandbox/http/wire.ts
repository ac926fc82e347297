import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { InjectedFault } from './injected-fault.ts';
import { ConnectionLost, S3Error } from './s3-error.ts';

/**
 * The bytes of a request's body as they arrive. Throws `ConnectionLost` when the client goes away in the middle, and
 * sends it away when it pauses for longer than `longestPause` milliseconds.
 */
export async function* wire(
  request: IncomingMessage,
  longestPause: number,
  fault: InjectedFault | undefined,
): AsyncGenerator<Buffer> {
  let seen = 0;
  let stalled = false;
  let timedOut = false;
  const watchdog = setTimeout(() => {
    timedOut = true;
    request.destroy();
  }, longestPause);
  try {
    if (fault?.resetAfter === 0) throw reset(request);
    const body: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const bytes of body) {
      watchdog.refresh();
      seen += bytes.length;
      if (fault?.resetAfter !== undefined && seen > fault.resetAfter) throw reset(request);
      if (fault?.stallAfter !== undefined && seen > fault.stallAfter && !stalled) {
        stalled = true;
        await pauseUnlessGone(request, fault.stallMilliseconds ?? 60_000);
        watchdog.refresh();
      }
      yield bytes;
    }
  } catch (error) {
    if (error instanceof S3Error || error instanceof ConnectionLost) throw error;
    const reason = timedOut ? 'the body paused for too long' : 'the client went away';
    throw new ConnectionLost(reason, { cause: error });
  } finally {
    clearTimeout(watchdog);
  }
}

const reset = (request: IncomingMessage): ConnectionLost => {
  request.socket.resetAndDestroy();
  return new ConnectionLost('reset on purpose');
};

/** Waits so many milliseconds. Throws `ConnectionLost` when the client goes away meanwhile. */
export const pauseUnlessGone = async (request: IncomingMessage, milliseconds: number): Promise<void> => {
  const gone = new AbortController();
  const abort = () => gone.abort();
  request.socket.once('close', abort);
  try {
    await pause(milliseconds, undefined, { signal: gone.signal });
  } catch (error) {
    throw new ConnectionLost('the client went away', { cause: error });
  } finally {
    request.socket.off('close', abort);
  }
};
