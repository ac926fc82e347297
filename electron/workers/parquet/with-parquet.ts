import type { DuckDBConnection } from '@duckdb/node-api';
import type { ConvertJob } from '../../contract/converter.ts';
import { openDatabase } from '../duckdb/open-database.ts';
import { checkPages } from '../parquet-bytes/check-pages.ts';
import type { JobRoom } from '../job-room.ts';

/** A database that reaches the job's file alone, for as long as the work takes. An abort interrupts it. */
export const withParquet = async <Result>(
  job: ConvertJob,
  room: JobRoom,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> => {
  await checkPages(job.source, room.signal);
  const database = await openDatabase({ ...job, files: [job.source] });
  const interrupt = () => database.connection.interrupt();
  room.signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work(database.connection);
  } finally {
    room.signal.removeEventListener('abort', interrupt);
    database.close();
  }
};
