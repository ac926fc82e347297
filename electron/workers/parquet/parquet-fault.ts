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
  if (/out of memory|failed to (?:allocate|offload)|memory limit/i.test(message))
    return new Fault('format.unsupported', { reason: 'it needs more memory than there is' }, cause);
  if (/encrypt/i.test(reason)) return new Fault('format.encrypted', {}, cause);
  if (/not implemented|unsupported|not supported|only supported|requires two children/i.test(reason))
    return new Fault('format.unsupported', { reason }, cause);
  const words = plainWords.find(([pattern]) => pattern.test(reason))?.[1] ?? reason;
  return new Fault('format.damaged', { reason: words }, cause);
};

/** What DuckDB says in words of its own making. */
const plainWords: readonly (readonly [RegExp, string])[] = [
  [/TProtocolException|TTransportException/, 'its structure cannot be read'],
  [/Out of buffer/, 'a page ends too early'],
];
