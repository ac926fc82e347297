import { dayOf, isoTime } from './calendar.ts';
import { makeActivities, type Activity } from './activities.ts';
import { correct, type Corrections } from './corrections.ts';
import { makeCustomers, type Customer } from './customers.ts';
import { firstOrder, makeOrderHeaders, type OrderHeader } from './order-headers.ts';
import { Seeded } from './random.ts';
import type { AgeExample, ExpectedTable } from './sample.ts';
import {
  applyUpdate,
  makeWebOrders,
  updateWebOrders,
  type WebOrder,
  type WebOrderUpdate,
} from './web-orders.ts';

/** The 1-based data row of the bad file that has no key. */
export const badRow = 1_234;

export const correctionPlan = { newer: 700, equal: 100, older: 300, added: 100 } as const;

/** An order-to-cash extract: the same at every run and on every machine. */
export interface Extract {
  readonly customers: readonly Customer[];
  readonly orderHeaders: readonly OrderHeader[];
  readonly corrections: Corrections;
  /** The next month; one of its rows has lost its key. */
  readonly badOrderHeaders: readonly OrderHeader[];
  readonly webOrders: readonly WebOrder[];
  readonly webOrderUpdate: WebOrderUpdate;
  readonly activities: readonly Activity[];
}

const orderCount = 20_000;

export const makeExtract = (): Extract => {
  const random = new Seeded(20_240_331);
  const customers = makeCustomers(random, 2_000);
  const [first, ...others] = customers;
  if (first === undefined) throw new RangeError('an extract needs customers');
  const orders = (from: number, count: number, day?: number) =>
    makeOrderHeaders(random, [first, ...others], from, count, day);
  const orderHeaders = orders(firstOrder, orderCount);
  const nextMonth = dayOf(2024, 4, 2);
  const added = orders(firstOrder + orderCount, correctionPlan.added, nextMonth);
  const webOrders = makeWebOrders(random, 0, 10_000);
  return {
    customers,
    orderHeaders,
    corrections: correct(random, orderHeaders, correctionPlan, added),
    badOrderHeaders: orders(firstOrder + orderCount + correctionPlan.added, 2_000, nextMonth).map(
      (order, index) => (index + 1 === badRow ? { ...order, id: '' } : order),
    ),
    webOrders,
    webOrderUpdate: updateWebOrders(random, webOrders, { updated: 400, stale: 50, inserted: 150 }),
    activities: makeActivities(random, orderHeaders.slice(0, 5_600)),
  };
};

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** The tables that result when the whole extract was delivered. */
export const expectedTables = (extract: Extract): readonly ExpectedTable[] => {
  const { applied } = extract.corrections;
  const known = new Map(extract.orderHeaders.map((order) => [order.id, order]));
  const orders = [...new Map([...known, ...applied]).values()];
  const webOrders = applyUpdate(extract.webOrders, extract.webOrderUpdate);
  return [
    {
      table: 'customer',
      rows: extract.customers.length,
      types: { customer_id: 'STRING', credit_limit: 'FLOAT', crm_id: 'STRING' },
      sums: { credit_limit: sum(extract.customers, (customer) => customer.creditLimit) },
    },
    {
      table: 'order_header',
      rows: orders.length,
      types: {
        order_id: 'STRING',
        order_date: 'DATE',
        net_value: 'FLOAT',
        discount: 'FLOAT',
        changed_at: 'DATETIME',
      },
      sums: {
        net_value: sum(orders, (order) => order.netValue),
        discount: sum(orders, (order) => order.discount),
      },
    },
    {
      table: 'orders',
      rows: webOrders.length,
      types: { order_id: 'STRING', order_date: 'DATE', price$amount: 'FLOAT' },
      sums: { price$amount: sum(webOrders, (order) => Math.round(order.price.amount * 100)) },
    },
    {
      table: 'orders$shipments',
      rows: sum(webOrders, (order) => order.shipments.length),
      types: { orders$order_id: 'STRING', shipment_id: 'STRING', shipped_at: 'DATETIME' },
      sums: {},
    },
    {
      table: 'activity',
      rows: extract.activities.length,
      types: { case_id: 'STRING', event_time: 'DATETIME', cost: 'FLOAT', automated: 'BOOLEAN' },
      sums: { cost: sum(extract.activities, (activity) => activity.cost) },
    },
  ];
};

/** Orders of the re-delivery, to show what the age column decided: one newer, one older. */
export const ageExamples = (extract: Extract): readonly AgeExample[] => {
  const known = new Map(extract.orderHeaders.map((order) => [order.id, order]));
  const said = (order: OrderHeader) => ({ age: isoTime(order.changedAt), value: order.status });
  return extract.corrections.examples.flatMap((again) => {
    const first = known.get(again.id);
    if (first === undefined) return [];
    return [
      {
        table: 'order_header',
        keyColumn: 'order_id',
        key: again.id,
        ageColumn: 'changed_at',
        shownColumn: 'status',
        first: said(first),
        again: said(again),
        applied: again.changedAt >= first.changedAt,
      },
    ];
  });
};
