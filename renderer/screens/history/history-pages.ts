import type { HistoryQuery, HistorySort } from '../../../electron/contract/calls.ts';
import type { FaultView } from '../../../electron/contract/fault.ts';
import type { HistoryRow } from '../../../electron/contract/views.ts';
import type { WindowDoor } from '../../door/window-door.ts';

export const pageSize = 100;
/** Pages kept; the ones not looked at for longest are let go. */
const mostPages = 60;

export interface PagesState {
  readonly total: number | undefined;
  readonly fault: FaultView | undefined;
  /** Grows whenever rows came in. */
  readonly version: number;
}

/**
 * The filtered history, read page by page as it comes into view. Rows that were read stay in view while they are read
 * anew, so that nothing flickers.
 */
export class HistoryPages {
  readonly #door: WindowDoor;
  readonly #query: HistoryQuery;
  readonly #sort: HistorySort;
  readonly #pages = new Map<number, readonly HistoryRow[]>();
  readonly #asked = new Set<number>();
  readonly #stale = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #state: PagesState = { total: undefined, fault: undefined, version: 0 };

  constructor(door: WindowDoor, query: HistoryQuery, sort: HistorySort) {
    this.#door = door;
    this.#query = query;
    this.#sort = sort;
  }

  readonly read = (): PagesState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  row(index: number): HistoryRow | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Reads what is not known of these rows; `to` is included. */
  want(from: number, to: number): void {
    const last = Math.floor(Math.max(0, to) / pageSize);
    for (let page = Math.floor(Math.max(0, from) / pageSize); page <= last; page += 1) {
      if (!this.#pages.has(page) || this.#stale.has(page)) void this.#load(page);
    }
  }

  /** All rows from `from` to `to`, both included, read where they are not known. */
  async range(from: number, to: number): Promise<readonly HistoryRow[]> {
    const pages = [];
    for (let page = Math.floor(from / pageSize); page <= Math.floor(to / pageSize); page += 1)
      pages.push(page);
    for (const page of pages) if (!this.#pages.has(page)) await this.#load(page);
    const rows = [];
    for (let index = from; index <= to; index += 1) {
      const row = this.row(index);
      if (row !== undefined) rows.push(row);
    }
    return rows;
  }

  /** What was read may be out of date: it is read anew when it is next in view. */
  outdate(): void {
    for (const page of this.#pages.keys()) this.#stale.add(page);
    // an empty list is not in view: nobody else would ask
    if (this.#state.total === 0) void this.#load(0);
    this.#set({ version: this.#state.version + 1 });
  }

  async #load(page: number): Promise<void> {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const answer = await this.#door.call('history.page', {
      query: this.#query,
      sort: this.#sort,
      offset: page * pageSize,
      limit: pageSize,
    });
    this.#asked.delete(page);
    this.#stale.delete(page);
    if (!answer.ok) return this.#set({ fault: answer.fault });
    this.#pages.delete(page);
    this.#pages.set(page, answer.value.rows);
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= mostPages) break;
      this.#pages.delete(oldest);
    }
    return this.#set({ total: answer.value.total, fault: undefined, version: this.#state.version + 1 });
  }

  #set(change: Partial<PagesState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
