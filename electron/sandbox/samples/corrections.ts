import { secondsADay } from './calendar.ts';
import type { OrderHeader } from './order-headers.ts';
import type { Seeded } from './random.ts';

export interface CorrectionPlan {
  /** Rows that are newer than what was delivered, of the same age, and older. */
  readonly newer: number;
  readonly equal: number;
  readonly older: number;
}

export interface Corrections {
  readonly rows: readonly OrderHeader[];
  /** What each order is afterwards, by its id. */
  readonly applied: ReadonlyMap<string, OrderHeader>;
  /** One row that is applied and one that is not, to show them. */
  readonly examples: readonly OrderHeader[];
}

/**
 * A re-delivery that corrects earlier orders, each at most once. What is newer or of the same age is to be applied; what is
 * older was overtaken and is to be left out.
 */
export const correct = (
  random: Seeded,
  orders: readonly OrderHeader[],
  plan: CorrectionPlan,
  added: readonly OrderHeader[],
): Corrections => {
  const chosen = random.shuffled(orders).slice(0, plan.newer + plan.equal + plan.older);
  const days = (count: number) => (1 + random.below(count)) * secondsADay;
  const newer = chosen.slice(0, plan.newer).map((order) => ({
    ...order,
    status: 'Bezahlt',
    netValue: order.netValue + 100,
    changedAt: order.changedAt + days(20),
  }));
  const equal = chosen
    .slice(plan.newer, plan.newer + plan.equal)
    .map((order) => ({ ...order, status: 'Korrigiert' }));
  const older = chosen
    .slice(plan.newer + plan.equal)
    .map((order) => ({ ...order, status: 'Überholt', netValue: 1, changedAt: order.changedAt - days(5) }));
  return {
    rows: [...random.shuffled([...newer, ...equal, ...older]), ...added],
    applied: new Map([...newer, ...equal, ...added].map((order) => [order.id, order])),
    examples: [...newer.slice(0, 1), ...older.slice(0, 1)],
  };
};
