import type { FaultView } from '../../contract/fault.ts';
import type { ErrorView, HistoryRow } from '../../contract/views.ts';
import { sentence, type Language } from '../../contract/words/sentence.ts';
import type { Attempt } from '../queue/delivery.ts';
import type { HistoryEntry } from './history.ts';

const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString();

/** A fault as `--json` prints it: code, sentence and place. */
export const errorView = (fault: FaultView, language: Language = 'en'): ErrorView => {
  const { row, line, column, value, places } = fault.facts;
  return {
    code: fault.code,
    message: sentence(fault, language),
    ...(row === undefined ? {} : { row }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
    ...(places === undefined ? {} : { places }),
  };
};

/** One delivery as history shows it. */
export const historyRow = (
  { delivery, lane }: HistoryEntry,
  attempts: readonly Attempt[],
  language: Language = 'en',
): HistoryRow => ({
  id: delivery.id,
  connection: lane.connection,
  connectionId: lane.connectionId,
  table: lane.table,
  source: delivery.sourceName,
  state: delivery.state,
  arrivedAt: new Date(delivery.arrivedAt).toISOString(),
  convertedAt: iso(delivery.convertedAt),
  uploadStartedAt: iso(delivery.uploadStartedAt),
  deliveredAt: iso(delivery.deliveredAt),
  endedAt: iso(delivery.endedAt),
  format: delivery.format ?? null,
  rows: delivery.rows ?? null,
  rejectedRows: delivery.rejectedRows,
  bytesIn: delivery.bytesIn ?? delivery.size,
  bytesOut: delivery.bytesOut ?? null,
  sha256: delivery.sha256 ?? null,
  key: delivery.key ?? null,
  etag: delivery.etag ?? null,
  columns: delivery.columns === undefined ? null : [...delivery.columns],
  attempts: attempts.map((attempt) => ({
    number: attempt.number,
    startedAt: new Date(attempt.startedAt).toISOString(),
    endedAt: iso(attempt.endedAt),
    bytesSent: attempt.bytesSent,
    error: attempt.error === undefined ? null : errorView(attempt.error, language),
  })),
  warnings: [...delivery.warnings],
  error: delivery.error === undefined ? null : errorView(delivery.error, language),
  peakRss: delivery.peakRss ?? null,
  archivedPath: delivery.archivedPath ?? null,
});
