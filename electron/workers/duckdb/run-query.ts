import type { DuckDBConnection } from '@duckdb/node-api';
import type { Progress } from '../../contract/converter.ts';
import { Fault } from '../../contract/fault.ts';
import type { JobRoom } from '../job-room.ts';

const LOOK_EVERY = 200;

/** Runs a long query under the job's signal, telling how far it is. An abort interrupts it. */
export const runQuery = async (
  connection: DuckDBConnection,
  room: JobRoom,
  work: { readonly stage: Progress['stage']; readonly bytes: number; readonly rows: number },
  query: () => Promise<void>,
): Promise<void> => {
  room.signal.throwIfAborted();
  const look = setInterval(() => {
    const done = Math.max(0, connection.progress.percentage) / 100;
    room.onProgress({
      stage: work.stage,
      bytesDone: Math.round(done * work.bytes),
      bytesTotal: work.bytes,
      rows: Math.round(done * work.rows),
    });
  }, LOOK_EVERY);
  const interrupt = () => connection.interrupt();
  room.signal.addEventListener('abort', interrupt, { once: true });
  try {
    await query();
  } catch (error) {
    room.signal.throwIfAborted();
    throw asFault(error);
  } finally {
    clearInterval(look);
    room.signal.removeEventListener('abort', interrupt);
  }
};

const asFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/No space left|disk.*full|max_temp_directory_size/i.test(message))
    return new Fault('disk.full', {}, { cause: error });
  return new Fault('internal', { reason: message.slice(0, 500) }, { cause: error });
};
