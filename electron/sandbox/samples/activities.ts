import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../load/sql.ts';
import { secondsADay } from './calendar.ts';
import type { OrderHeader } from './order-headers.ts';
import type { Seeded } from './random.ts';

/** A step of the process for one order. */
export interface Activity {
  readonly orderId: string;
  readonly position: number;
  readonly name: string;
  /** Seconds since 1970. */
  readonly at: number;
  /** Undefined: done by the system. */
  readonly user: string | undefined;
  /** Hundredths. */
  readonly cost: number;
}

const usualWay = [
  'Auftrag anlegen',
  'Auftrag bestätigen',
  'Lieferung anlegen',
  'Ware versenden',
  'Rechnung stellen',
] as const;

export const makeActivities = (random: Seeded, orders: readonly OrderHeader[]): readonly Activity[] =>
  orders.flatMap((order) => {
    const way = random.percent(20)
      ? ['Auftrag anlegen', 'Kreditprüfung', 'Preis ändern', ...usualWay.slice(1)]
      : usualWay;
    let at = order.orderedOn * secondsADay + 7 * 3_600;
    return way.map((name, index) => {
      at += 600 + random.below(secondsADay);
      return {
        orderId: order.id,
        position: index + 1,
        name,
        at,
        user: random.percent(60) ? `USER${String(1 + random.below(40)).padStart(3, '0')}` : undefined,
        cost: 25 + random.below(5_000),
      };
    });
  });

/** Writes what data platforms hand out and Celonis does not take: Parquet compressed with zstd, with a DECIMAL column. */
export const writeActivities = async (activities: readonly Activity[], path: string): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  try {
    const connection = await instance.connect();
    try {
      await fill(connection, activities);
      await connection.run(`
        COPY (
          SELECT case_id, position, activity, make_timestamp(microseconds) AS event_time, resource,
            resource IS NULL AS automated, CAST(hundredths * 0.01::DECIMAL(3, 2) AS DECIMAL(12, 2)) AS cost
          FROM activities ORDER BY rowid
        ) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`);
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
};

const fill = async (connection: DuckDBConnection, activities: readonly Activity[]): Promise<void> => {
  await connection.run(`
    CREATE TABLE activities (
      case_id VARCHAR, position INTEGER, activity VARCHAR, microseconds BIGINT, resource VARCHAR, hundredths INTEGER
    )`);
  const appender = await connection.createAppender('activities');
  for (const activity of activities) {
    appender.appendVarchar(activity.orderId);
    appender.appendInteger(activity.position);
    appender.appendVarchar(activity.name);
    appender.appendBigInt(BigInt(activity.at) * 1_000_000n);
    if (activity.user === undefined) appender.appendNull();
    else appender.appendVarchar(activity.user);
    appender.appendInteger(activity.cost);
    appender.endRow();
  }
  appender.closeSync();
};
