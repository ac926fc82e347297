import type { FaultPlan } from './http/injected-fault.ts';

/** A target table as the sandbox needs to know it; a `TargetTable` of the configuration fits. */
export interface SandboxTable {
  readonly name: string;
  readonly structure: 'flat' | 'nested';
  readonly primaryKey: readonly string[];
  readonly ageColumn?: string | undefined;
}

export interface SandboxConnection {
  readonly name: string;
  /** A UUID with or without its hyphens. */
  readonly connectionId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What requests must be signed for; `eu-central-1` where absent. */
  readonly region?: string | undefined;
  readonly tables: readonly SandboxTable[];
}

/** One answered request, for a log. Holds no secret and no signature. */
export interface RequestLine {
  readonly requestId: string;
  readonly operation: string;
  readonly key: string;
  readonly status: number;
  /** S3's error code; absent for what succeeded. */
  readonly code?: string | undefined;
  readonly milliseconds: number;
}

export interface SandboxOptions {
  /** Everything that the sandbox keeps stands here; made where it is missing. */
  readonly directory: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** For connections that name none. */
  readonly region?: string | undefined;
  readonly connections: readonly SandboxConnection[];
  /** Milliseconds since 1970; the clock that requests are compared with. */
  readonly now?: () => number;
  /** What goes wrong on purpose; for tests. */
  readonly faults?: FaultPlan;
  readonly log?: (line: RequestLine) => void;
  /** How long a body may pause, in milliseconds; 60,000 where absent. */
  readonly bodyPause?: number;
}

export const apiPrefix = '/api/data-ingestion';
export const bucketName = 'continuous';
export const defaultRegion = 'eu-central-1';
