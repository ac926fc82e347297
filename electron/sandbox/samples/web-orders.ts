import { dayOf, isoDay, isoTime, secondsADay } from './calendar.ts';
import type { Seeded } from './random.ts';

interface Shipment {
  readonly shipment_id: string;
  readonly carrier: string;
  readonly shipped_at: string;
  readonly weight_kg: number;
}

/** An order of the web shop as it stands in the file: an object for its price, and a list of its shipments. */
export interface WebOrder {
  readonly order_id: string;
  readonly order_date: string;
  readonly price: { readonly amount: number; readonly currency: string; readonly tax: number };
  readonly shipments: readonly Shipment[];
}

const firstDay = dayOf(2024, 1, 1);

export const makeWebOrders = (random: Seeded, from: number, count: number): readonly WebOrder[] =>
  Array.from({ length: count }, (_, index) => {
    const day = firstDay + Math.floor(((from + index) * 90) / 10_000);
    const hundredths = 990 + random.below(150_000);
    return {
      order_id: `W-${String(100_000 + from + index)}`,
      order_date: isoDay(day),
      price: {
        amount: hundredths / 100,
        currency: random.one(['EUR', 'EUR', 'CHF']),
        tax: Math.round(hundredths * 0.19) / 100,
      },
      shipments: Array.from({ length: random.one([1, 1, 1, 2, 2, 3, 0]) }, (_unused, number) =>
        makeShipment(random, from + index, number, day),
      ),
    };
  });

const makeShipment = (random: Seeded, order: number, number: number, day: number): Shipment => ({
  shipment_id: `S-${String(100_000 + order)}-${number + 1}`,
  carrier: random.one(['DHL', 'DPD', 'UPS', 'Österreichische Post']),
  shipped_at: isoTime((day + 1 + number) * secondsADay + random.below(secondsADay)),
  weight_kg: (100 + random.below(24_000)) / 1_000,
});

export interface WebOrderUpdate {
  readonly rows: readonly WebOrder[];
  readonly updated: number;
  readonly stale: number;
  readonly inserted: number;
}

/**
 * The next day's file: known orders of the same date with one shipment more, some with an earlier date and without
 * shipments (overtaken, not to be applied), and new ones.
 */
export const updateWebOrders = (
  random: Seeded,
  orders: readonly WebOrder[],
  plan: { readonly updated: number; readonly stale: number; readonly inserted: number },
): WebOrderUpdate => {
  const chosen = random
    .shuffled(orders.map((order, index) => ({ order, index })))
    .slice(0, plan.updated + plan.stale);
  const updated = chosen.slice(0, plan.updated).map(({ order, index }) => ({
    ...order,
    shipments: [
      ...order.shipments,
      makeShipment(
        random,
        index,
        order.shipments.length,
        Date.parse(order.order_date) / (secondsADay * 1000),
      ),
    ],
  }));
  const stale = chosen.slice(plan.updated).map(({ order }) => ({
    ...order,
    order_date: isoDay(Date.parse(order.order_date) / (secondsADay * 1000) - 3),
    price: { ...order.price, amount: 0.01 },
    shipments: [],
  }));
  return { rows: [...updated, ...stale, ...makeWebOrders(random, orders.length, plan.inserted)], ...plan };
};

/** The orders after the update. */
export const applyUpdate = (orders: readonly WebOrder[], update: WebOrderUpdate): readonly WebOrder[] => {
  const applied = new Map(orders.map((order) => [order.order_id, order]));
  for (const order of update.rows) {
    const known = applied.get(order.order_id);
    if (known === undefined || order.order_date >= known.order_date) applied.set(order.order_id, order);
  }
  return [...applied.values()];
};
