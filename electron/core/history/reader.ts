import type { CallOutput, HistoryQuery, HistorySort, ThroughputBucket } from '../../contract/calls.ts';
import type { HistoryRow } from '../../contract/views.ts';

export interface HistoryPageRequest {
  readonly query: HistoryQuery;
  readonly sort: HistorySort;
  readonly offset: number;
  readonly limit: number;
}

export interface HistoryPage {
  readonly rows: HistoryRow[];
  readonly total: number;
  /** False where the total is a moment old. */
  readonly totalIsExact: boolean;
}

export interface CsvRequest {
  readonly query: HistoryQuery;
  /** The id of the last delivery of the part before; 0 for the first part, which has the header. */
  readonly after: number;
  readonly limit: number;
}

export interface ThroughputRequest {
  readonly span: 'hour' | 'day';
  readonly connection?: string | undefined;
  readonly table?: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Readings of the journal that look at many rows. They never hold up whoever asks. */
export interface HistoryReader {
  page(request: HistoryPageRequest): Promise<HistoryPage>;
  csv(request: CsvRequest): Promise<CallOutput<'history.csv'>>;
  throughput(request: ThroughputRequest): Promise<ThroughputBucket[]>;
  close(): Promise<void>;
}
