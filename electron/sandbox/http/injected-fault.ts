/** What a test can let go wrong with one request. */
export interface InjectedFault {
  /** Answer with this status and S3 error code in place of doing anything. */
  readonly status?: number;
  readonly code?: string;
  /** Seconds, sent as `Retry-After` with `status`. */
  readonly retryAfter?: number;
  /** Reset the TCP connection when more than so many bytes of the body came; 0: before the body. */
  readonly resetAfter?: number;
  /** Stop reading the body after so many bytes, for `stallMilliseconds` (60,000 by default). */
  readonly stallAfter?: number;
  readonly stallMilliseconds?: number;
  /** Wait before anything else, in milliseconds. */
  readonly late?: number;
  /** Do everything, then reset the connection in place of answering. */
  readonly dropReply?: boolean;
}

export interface FaultedRequest {
  readonly method: string;
  /** S3's name of the operation, e.g. `PutObject`. */
  readonly operation: string;
  readonly key: string;
}

/** Asked once a request. */
export interface FaultPlan {
  next(request: FaultedRequest): InjectedFault | undefined;
}

interface PlannedFault extends InjectedFault {
  readonly match?: (request: FaultedRequest) => boolean;
  /** How many requests it strikes; for ever where absent. */
  readonly times?: number;
}

/** A plan that can be added to while the sandbox runs: the first entry that matches strikes. */
export class FaultList implements FaultPlan {
  readonly #planned: { readonly fault: PlannedFault; left: number }[] = [];

  add(fault: PlannedFault): void {
    this.#planned.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  next(request: FaultedRequest): InjectedFault | undefined {
    const entry = this.#planned.find(({ fault, left }) => left > 0 && (fault.match?.(request) ?? true));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}
