import type { EngineEvent } from '../contract/events.ts';
import type { Configuration } from '../contract/configuration.ts';
import type { StatusView } from '../contract/views.ts';

/** A delivery as the tray's menu names it. */
export interface RecentDelivery {
  readonly id: number;
  readonly file: string;
  readonly connection: string;
  readonly table: string;
}

/** What the desktop app needs of a running engine. */
export interface ShellEngine {
  status(): StatusView;
  /** The last deliveries that arrived at Celonis, newest first. */
  recent(limit: number): readonly RecentDelivery[];
  pauseAll(): void;
  resumeAll(): void;
  scanNow(): Promise<void>;
  /** Lets go of the folders before the machine sleeps. */
  suspend(): Promise<void>;
  resume(): Promise<void>;
  /** Finishes or abandons the stage under way; the journal knows where it stood. */
  close(): Promise<void>;
}

/** Starts the engine on a configuration. Throws a Fault where it cannot. */
export type StartShellEngine = (
  configuration: Configuration,
  onEvent: (event: EngineEvent) => void,
) => Promise<ShellEngine>;
