import type { WatchedTable } from '../watch/port.ts';
import type { DoneMarker } from './marker.ts';

/** How long a file has to hold still; all in milliseconds. */
export interface SettleRules {
  readonly quietMs: number;
  /** For a file whose format shows an end that is not there yet; afterwards it is taken as damaged. */
  readonly openEndMs: number;
  /** For a file of no bytes: often made first and filled when the exporter's query has run. */
  readonly emptyMs: number;
  readonly doneMarker: DoneMarker;
}

export const settleRules = (
  table: Pick<WatchedTable, 'settleMs' | 'doneMarker'>,
  network: boolean,
): SettleRules => {
  const quietMs = table.settleMs ?? (network ? 10_000 : 2_000);
  // a quiet time of a person's own scales the long waits too
  const least = table.settleMs === undefined ? 30_000 : 1_000;
  return {
    quietMs,
    openEndMs: Math.max(10 * quietMs, least),
    emptyMs: 5 * quietMs,
    doneMarker: table.doneMarker,
  };
};
