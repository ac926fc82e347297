import { Fault } from '../../contract/fault.ts';

/** An error of DuckDB's on a Parquet file as a fault. */
export const parquetFault = (error: unknown): Fault => {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  // the first line, without the path of the file that it names and without the kind of the error
  const reason = (message.split('\n')[0] ?? '')
    .replace(/ (?:of|in) file ['"].*$| file ['"][^'"]*['"]/, '')
    .replace(/^(?:[A-Z]\w+ )+(?:Error|exception): /i, '')
    .slice(0, 300);
  const cause = { cause: error };
  if (/out of memory|memory limit/i.test(reason)) return new Fault('internal', { reason }, cause);
  if (/encrypt/i.test(reason)) return new Fault('format.encrypted', {}, cause);
  if (/not implemented|unsupported|not supported|only supported/i.test(reason))
    return new Fault('format.unsupported', { reason }, cause);
  return new Fault('format.damaged', { reason }, cause);
};
