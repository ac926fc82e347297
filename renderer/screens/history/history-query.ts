import type { HistoryQuery, HistorySort } from '../../../electron/contract/calls.ts';
import { DeliveryState } from '../../../electron/contract/state.ts';

/** What the filters say; it stands in the address, so that a reload and a link keep it. */
export interface Filters {
  readonly text: string;
  readonly connection: string;
  readonly table: string;
  readonly state: string;
  readonly time: '' | 'today' | 'week' | 'month';
  readonly sort: HistorySort;
}

const sorts = ['arrived', 'file', 'table', 'state', 'rows', 'size', 'delivered'] as const;
const times = ['today', 'week', 'month'] as const;
const day = 86_400_000;

export const newestFirst: HistorySort = { by: 'arrived', descending: true };

export const filtersOf = (query: URLSearchParams): Filters => {
  const sort = query.get('sort') ?? '';
  const by = sorts.find((one) => one === sort.replace(/^-/, ''));
  return {
    text: query.get('text') ?? '',
    connection: query.get('connection') ?? '',
    table: query.get('table') ?? '',
    state: query.get('state') ?? '',
    time: times.find((one) => one === query.get('time')) ?? '',
    sort: by === undefined ? newestFirst : { by, descending: sort.startsWith('-') },
  };
};

export const queryOf = ({ text, connection, table, state, time, sort }: Filters): Record<string, string> => ({
  text,
  connection,
  table,
  state,
  time,
  sort: sort.by === newestFirst.by && sort.descending ? '' : `${sort.descending ? '-' : ''}${sort.by}`,
});

const startOf = (time: 'today' | 'week' | 'month', now: Date): Date => {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (time === 'today') return today;
  return new Date(today.getTime() - (time === 'week' ? 6 : 29) * day);
};

/** The filters as the engine takes them; several states are separated by commas. */
export const engineQuery = ({ text, connection, table, state, time }: Filters, now: Date): HistoryQuery => {
  const states = state
    .split(',')
    .map((one) => DeliveryState.safeParse(one))
    .flatMap((one) => (one.success ? [one.data] : []));
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(connection === '' ? {} : { connection }),
    ...(table === '' ? {} : { table }),
    ...(states.length === 0 ? {} : { states }),
    ...(time === '' ? {} : { from: startOf(time, now).toISOString() }),
  };
};

export const isFiltered = ({ text, connection, table, state, time }: Filters): boolean =>
  [text, connection, table, state, time].some((one) => one !== '');
