import { expect, test } from 'vitest';
import {
  engineQuery,
  filtersOf,
  onTheWay,
  queryOf,
} from '../../../renderer/screens/history/history-query.ts';

test('filters survive the way through the address', () => {
  const filters = filtersOf(new URLSearchParams('text=a%26b&state=rejected&sort=-rows&time=week&table=x'));
  expect(filtersOf(new URLSearchParams(queryOf(filters)))).toEqual(filters);
});

test('the link of a notification becomes a question to the engine', () => {
  const filters = filtersOf(new URLSearchParams('state=rejected&connection=prod&table=orders'));
  expect(engineQuery(filters, new Date())).toEqual({
    connection: 'prod',
    table: 'orders',
    states: ['rejected'],
  });
});

test('what an address says wrongly is left out', () => {
  const filters = filtersOf(new URLSearchParams('state=nonsense&sort=nonsense&time=nonsense'));
  expect(engineQuery(filters, new Date())).toEqual({});
  expect(filters.sort).toEqual({ by: 'arrived', descending: true });
});

test('today begins at midnight of this machine', () => {
  const now = new Date(2026, 10, 23, 15, 30);
  const { from } = engineQuery(filtersOf(new URLSearchParams('time=today')), now);
  expect(from).toBe(new Date(2026, 10, 23).toISOString());
});

test('a range of days reaches to the end of its last day, and may be open', () => {
  const asked = (query: string) => engineQuery(filtersOf(new URLSearchParams(query)), new Date());
  expect(asked('time=range&from=2026-11-01&to=2026-11-30')).toEqual({
    from: new Date(2026, 10, 1).toISOString(),
    to: new Date(2026, 11, 1).toISOString(),
  });
  expect(asked('time=range&to=2026-11-30')).toEqual({ to: new Date(2026, 11, 1).toISOString() });
  expect(asked('time=range&from=nonsense')).toEqual({});
});

test('everything that is on the way is one filter', () => {
  const { states } = engineQuery(filtersOf(new URLSearchParams({ state: onTheWay })), new Date());
  expect(states).toEqual(['queued', 'converting', 'spooled', 'uploading', 'held']);
});
