import type { HistoryQuery, HistorySort } from '../../../electron/contract/calls.ts';
import { DeliveryState } from '../../../electron/contract/state.ts';

/** What the filters say; it stands in the address, so that a reload and a link keep it. */
export interface Filters {
  readonly text: string;
  readonly connection: string;
  readonly table: string;
  readonly state: string;
  readonly time: '' | 'today' | 'week' | 'month' | 'range';
  /** Days as `2026-11-25`, both included; empty: open. They hold for a time of `range`. */
  readonly from: string;
  readonly to: string;
  readonly sort: HistorySort;
}

const sorts = ['arrived', 'file', 'table', 'state', 'rows', 'size', 'delivered'] as const;
export const times = ['today', 'week', 'month', 'range'] as const;
/** States in which something still happens to a file. */
export const onTheWay = 'queued,converting,spooled,uploading,held';
const day = 86_400_000;

export const newestFirst: HistorySort = { by: 'arrived', descending: true };

const dayOf = (text: string | null): string => (/^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? (text ?? '') : '');

export const filtersOf = (query: URLSearchParams): Filters => {
  const sort = query.get('sort') ?? '';
  const by = sorts.find((one) => one === sort.replace(/^-/, ''));
  return {
    text: query.get('text') ?? '',
    connection: query.get('connection') ?? '',
    table: query.get('table') ?? '',
    state: query.get('state') ?? '',
    time: times.find((one) => one === query.get('time')) ?? '',
    from: dayOf(query.get('from')),
    to: dayOf(query.get('to')),
    sort: by === undefined ? newestFirst : { by, descending: sort.startsWith('-') },
  };
};

export const queryOf = ({
  text,
  connection,
  table,
  state,
  time,
  from,
  to,
  sort,
}: Filters): Record<string, string> => ({
  text,
  connection,
  table,
  state,
  time,
  from: time === 'range' ? from : '',
  to: time === 'range' ? to : '',
  sort: sort.by === newestFirst.by && sort.descending ? '' : `${sort.descending ? '-' : ''}${sort.by}`,
});

const startOf = (time: 'today' | 'week' | 'month', now: Date): Date => {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (time === 'today') return today;
  return new Date(today.getTime() - (time === 'week' ? 6 : 29) * day);
};

const midnight = (year: number, month: number, date: number): string =>
  new Date(year, month, date).toISOString();

/** Days of this machine's calendar as instants: from the first's midnight to the midnight after the last. */
const rangeOf = (from: string, to: string): Pick<HistoryQuery, 'from' | 'to'> => {
  const [fromYear = 0, fromMonth = 0, fromDate = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDate = 0] = to.split('-').map(Number);
  return {
    ...(from === '' ? {} : { from: midnight(fromYear, fromMonth - 1, fromDate) }),
    ...(to === '' ? {} : { to: midnight(toYear, toMonth - 1, toDate + 1) }),
  };
};

/** The filters as the engine takes them; several states are separated by commas. */
export const engineQuery = (
  { text, connection, table, state, time, from, to }: Filters,
  now: Date,
): HistoryQuery => {
  const states = state
    .split(',')
    .map((one) => DeliveryState.safeParse(one))
    .flatMap((one) => (one.success ? [one.data] : []));
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(connection === '' ? {} : { connection }),
    ...(table === '' ? {} : { table }),
    ...(states.length === 0 ? {} : { states }),
    ...(time === 'range' ? rangeOf(from, to) : time === '' ? {} : { from: startOf(time, now).toISOString() }),
  };
};

export const isFiltered = ({ text, connection, table, state, time }: Filters): boolean =>
  [text, connection, table, state, time].some((one) => one !== '');
