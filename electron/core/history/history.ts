import type { Attempt, Delivery, Lane } from '../queue/delivery.ts';
import type { DeliveryState } from '../../contract/state.ts';

export interface HistoryFilter {
  readonly connection?: string | undefined;
  readonly table?: string | undefined;
  readonly states?: readonly DeliveryState[] | undefined;
  /** Epoch milliseconds of arrival, from (inclusive) and to (exclusive). */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Part of the file name, without regard to case. */
  readonly text?: string | undefined;
}

export interface HistoryEntry {
  readonly delivery: Delivery;
  readonly lane: Lane;
}

/** Readings of the journal. */
export interface History {
  /** A page in the order of arrival, newest first unless told otherwise. */
  page(
    filter: HistoryFilter,
    page: { readonly limit: number; readonly offset: number; readonly oldestFirst?: boolean },
  ): readonly HistoryEntry[];
  count(filter: HistoryFilter): number;
  /** All of them, oldest first, read a page at a time. */
  all(filter: HistoryFilter): Iterable<HistoryEntry>;
  attempts(id: number): readonly Attempt[];
}
