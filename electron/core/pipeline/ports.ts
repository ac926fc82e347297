import type { EngineEvent } from '../../contract/events.ts';
import type { Delivery } from '../queue/delivery.ts';
import type { Part } from '../queue/journal.ts';

/** Looks at source and spool files. */
export interface DeliveryFiles {
  /** Undefined when there is no such file. Throws a Fault when it cannot be looked at. */
  version(path: string): Promise<{ readonly size: number; readonly mtimeNs: bigint } | undefined>;
  /** Whether there is a folder at this path, now. */
  isFolder(path: string): Promise<boolean>;
  /** Where the Parquet file of a delivery is to be made, and the folder for its temporary files, which exists then. */
  places(deliveryId: number): Promise<{ readonly output: string; readonly temporary: string }>;
  /** Removes a delivery's spooled and temporary files. Nothing happens when there are none. */
  clear(deliveryId: number): Promise<void>;
  /** Removes what none of these deliveries owns: left behind by a killed process. */
  sweep(owners: ReadonlySet<number>): Promise<void>;
}

export interface Receipt {
  readonly etag: string;
  /** Found by HeadObject after an attempt whose end nobody saw. */
  readonly viaHead: boolean;
  readonly mayHaveArrivedTwice: boolean;
}

/** Where a multipart upload is written down, before the next act. */
export interface UploadNotes {
  readonly uploadId: string | undefined;
  readonly parts: readonly Part[];
  begun(uploadId: string): void;
  forgotten(): void;
  part(part: Part): void;
}

export interface Sending {
  readonly path: string;
  readonly bytes: number;
  readonly key: string;
  readonly multipart: 'auto' | 'never';
  /** An earlier attempt may have stored the object. */
  readonly outcomeUnknown: boolean;
  readonly notes: UploadNotes;
  readonly signal: AbortSignal;
  readonly onProgress: (bytesSent: number) => void;
}

/**
 * One attempt to put a sealed file under its key. Throws a Fault; an `UploadFault` says whether the object may be stored
 * all the same.
 */
export interface Sender {
  send(sending: Sending): Promise<Receipt>;
}

/** A connection's sender with its credentials; kept until it is forgotten. */
export interface Senders {
  open(connectionId: string): Promise<Sender>;
  /** The next `open` reads the credentials anew. */
  forget(connectionId: string): void;
}

/** Moves an ended delivery's source away and clears its spooled files; what cannot be done now is done later. */
export interface SettingAside {
  /** The move that will follow when this delivery is delivered, as text for the journal; undefined: none, or not known now. */
  foresee(delivery: Delivery): Promise<string | undefined>;
  /** Plans and makes the move; a delivery whose `moveTo` is planned already has only that one made. */
  aside(delivery: Delivery): Promise<void>;
}

export interface PipelineEvents {
  emit(event: EngineEvent): void;
}

/** The main process's largest resident set so far, in bytes. */
export type OwnPeak = () => number;
