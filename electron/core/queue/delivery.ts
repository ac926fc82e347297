import type { Warning } from '../../contract/converter.ts';
import type { FaultView } from '../../contract/fault.ts';
import type { Column } from '../../contract/schema.ts';
import type { DeliveryState } from '../../contract/state.ts';

/** A target table's lane as the journal numbers it. */
export interface Lane {
  readonly id: number;
  readonly connectionId: string;
  /** The connection's name. */
  readonly connection: string;
  readonly table: string;
  readonly folder: string;
}

/** One version of one source file on its way to one target table. Times are epoch milliseconds, sizes bytes. */
export interface Delivery {
  readonly id: number;
  readonly laneId: number;
  /** Order inside the lane; the id at first, and a new last place after a retry. */
  readonly position: number;
  readonly state: DeliveryState;
  readonly origin: 'watch' | 'push' | 'again';
  /** Where the bytes are to be read. */
  readonly sourcePath: string;
  /** The file's name relative to the table's folder, or its plain name. */
  readonly sourceName: string;
  readonly size: number;
  readonly modifiedNs: bigint;
  readonly arrivedAt: number;
  readonly convertedAt: number | undefined;
  readonly uploadStartedAt: number | undefined;
  readonly deliveredAt: number | undefined;
  readonly endedAt: number | undefined;
  readonly sha256: string | undefined;
  readonly format: string | undefined;
  readonly rows: number | undefined;
  readonly rejectedRows: number;
  readonly bytesIn: number | undefined;
  readonly bytesOut: number | undefined;
  readonly columns: readonly Column[] | undefined;
  readonly warnings: readonly Warning[];
  readonly error: FaultView | undefined;
  readonly spoolPath: string | undefined;
  readonly key: string | undefined;
  readonly etag: string | undefined;
  readonly uploadId: string | undefined;
  /** An attempt was made whose end nobody saw: the object may or may not be there. */
  readonly outcomeUnknown: boolean;
  /** Times the converter crashed on this file. */
  readonly crashes: number;
  /** The source still stands where it was found (it has not been moved to `_delivered` or `_rejected`). */
  readonly atSource: boolean;
  /** The move that was written down, as text, before it is made; cleared when it is done. */
  readonly moveTo: string | undefined;
  readonly archivedPath: string | undefined;
  readonly peakRss: PeakRss | undefined;
}

/** Largest resident sets in bytes. */
export interface PeakRss {
  readonly converter: number;
  readonly main: number;
}

export interface Attempt {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly bytesSent: number;
  readonly error: FaultView | undefined;
}
