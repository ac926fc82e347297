import { dayOf, germanDay, germanTime, secondsADay } from './calendar.ts';
import type { Customer } from './customers.ts';
import { delimitedLine, germanAmount, tenDigits } from './german-text.ts';
import type { Seeded } from './random.ts';

export interface OrderHeader {
  readonly id: string;
  readonly customer: Customer;
  readonly orderedOn: number;
  /** Undefined: not delivered yet. */
  readonly deliveredOn: number | undefined;
  /** Hundredths. */
  readonly netValue: number;
  /** Hundredths; zero or below. */
  readonly discount: number;
  readonly currency: string;
  readonly salesOrganisation: string;
  readonly status: string;
  /** Seconds since 1970. */
  readonly changedAt: number;
  readonly remark: string;
}

export const firstOrder = 4_711;
const firstDay = dayOf(2024, 1, 2);

const remarks = [
  'Teillieferung – Rest folgt',
  'Skonto 2 % = 15 €',
  'Anlieferung nur vormittags; Tor 3',
  'Rückfrage: "Muster" beilegen',
  'Größe geändert',
] as const;

/** Orders with ascending numbers and days; `from` is the number of the first. */
export const makeOrderHeaders = (
  random: Seeded,
  customers: readonly [Customer, ...Customer[]],
  from: number,
  count: number,
  day = firstDay,
): readonly OrderHeader[] =>
  Array.from({ length: count }, (_, index) => {
    // 250 orders a day
    const orderedOn = day + Math.floor(index / 250);
    const delivered = random.percent(70);
    const netValue = (100 + random.below(9_900)) * random.one([1, 1, 10, 10, 100, 1_000]) + random.below(100);
    return {
      id: tenDigits(from + index),
      customer: random.one(customers),
      orderedOn,
      deliveredOn: delivered ? orderedOn + 2 + random.below(20) : undefined,
      netValue,
      discount: random.percent(30) ? -(1 + random.below(Math.floor(netValue / 10))) : 0,
      currency: random.one(['EUR', 'EUR', 'EUR', 'CHF', 'USD']),
      salesOrganisation: random.one(['DE01', 'DE02', 'AT01', 'CH01']),
      status: delivered
        ? random.one(['Geliefert', 'Berechnet'])
        : random.one(['Offen', 'In Prüfung', 'Storniert']),
      changedAt: orderedOn * secondsADay + 6 * 3_600 + random.below(10 * 3_600),
      remark: random.percent(8) ? random.one(remarks) : '',
    };
  });

/** The orders as SAP exports them in Germany: semicolons, decimal commas, thousands points, a minus behind the number. */
export const orderHeadersText = (orders: readonly OrderHeader[]): string =>
  [
    [
      'order_id',
      'customer_id',
      'customer_name',
      'order_date',
      'delivery_date',
      'net_value',
      'discount',
      'currency',
      'sales_org',
      'status',
      'changed_at',
      'remark',
    ],
    ...orders.map((order) => [
      order.id,
      order.customer.id,
      order.customer.name,
      germanDay(order.orderedOn),
      order.deliveredOn === undefined ? '' : germanDay(order.deliveredOn),
      germanAmount(order.netValue),
      germanAmount(order.discount),
      order.currency,
      order.salesOrganisation,
      order.status,
      germanTime(order.changedAt),
      order.remark,
    ]),
  ]
    .map((fields) => delimitedLine(fields, ';'))
    .join('');
