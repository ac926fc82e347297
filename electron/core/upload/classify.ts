import type { FaultCode, Facts } from '../../contract/fault.ts';
import { readRetryAfter } from './backoff.ts';
import { codeOfNetworkError } from './network-errors.ts';
import { codeOfService } from './service-codes.ts';

export type Operation = 'put' | 'head' | 'create' | 'part' | 'list' | 'complete' | 'abort';

/** What is known of a request that failed, as far as the adapter could see. */
export interface RawOutcome {
  readonly operation: Operation;
  /** Node's code of a failed connection, e.g. `ECONNRESET`, or the SDK's name of it, e.g. `TimeoutError`. */
  readonly errorCode?: string | undefined;
  readonly message?: string | undefined;
  /** True once the connection to the service stood: from then on the request may have reached it. */
  readonly connected?: boolean;
  /** The service's answer, where there was one. */
  readonly status?: number | undefined;
  readonly serviceCode?: string | undefined;
  /** The region that the service names in its answer. */
  readonly region?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** The status with which a proxy refused to connect. */
  readonly proxyStatus?: number | undefined;
  /** This machine's clock, in milliseconds since 1970. */
  readonly now: number;
}

export interface Classified {
  readonly code: FaultCode;
  readonly facts: Facts;
  readonly outcomeUnknown: boolean;
}

/** S3 refuses a signature whose time is further off than this. */
const toleratedSkew = 15 * 60_000;
/** Parts and an upload's beginning leave no object: only these two may have delivered it. */
const makesObject: readonly Operation[] = ['put', 'complete'];

/** Milliseconds that this machine's clock is ahead of the service's (negative: behind); undefined without a Date. */
export const clockOffset = (dateHeader: string | undefined, now: number): number | undefined => {
  const theirs = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader);
  return Number.isNaN(theirs) ? undefined : now - theirs;
};

const regionIn = (outcome: RawOutcome): string | undefined =>
  outcome.region ??
  outcome.headers?.['x-amz-bucket-region'] ??
  /expecting '([a-z0-9-]+)'/.exec(outcome.message ?? '')?.[1];

/** Names what went wrong in the closed vocabulary of faults, and whether the request may have taken effect. */
export const classify = (outcome: RawOutcome): Classified => {
  const { status, serviceCode, headers = {}, message } = outcome;
  const offset = clockOffset(headers['date'], outcome.now);
  const outcomeUnknown = mayHaveTakenEffect(outcome);
  const known = {
    ...(status === undefined ? {} : { status }),
    ...(serviceCode === undefined ? {} : { serviceCode }),
    ...(message === undefined || message === '' ? {} : { reason: message.slice(0, 300) }),
  };

  if (outcome.proxyStatus !== undefined) {
    const refused = outcome.proxyStatus < 500;
    const facts = { status: outcome.proxyStatus, reason: `the proxy answered ${outcome.proxyStatus}` };
    return { code: refused ? 'network.proxyRefused' : 'network.unreachable', facts, outcomeUnknown: false };
  }
  if (status === undefined) {
    const code = codeOfNetworkError(outcome.errorCode ?? '');
    const named = message?.includes(outcome.errorCode ?? '') ?? false;
    const reason = [named ? undefined : outcome.errorCode, message].filter(Boolean).join(': ').slice(0, 300);
    return { code, facts: reason === '' ? {} : { reason }, outcomeUnknown };
  }

  const code = codeOfService({ ...outcome, status });
  if (
    code === 'clock.skewed' ||
    (status === 403 && offset !== undefined && Math.abs(offset) > toleratedSkew)
  ) {
    const seconds = offset === undefined ? {} : { seconds: Math.round(offset / 1000) };
    return { code: 'clock.skewed', facts: { ...known, ...seconds }, outcomeUnknown: false };
  }
  const expected = code === 'region.wrong' ? regionIn(outcome) : undefined;
  const retryAfter = readRetryAfter(headers['retry-after'], outcome.now);
  const facts: Facts = {
    ...known,
    ...(expected === undefined ? {} : { expected }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
  return { code, facts, outcomeUnknown };
};

/**
 * A request may have taken effect when it makes an object, had a connection, and no answer says that it did not.
 * Errors of 500, 502 and 504, and a 200 whose body is an error, leave it open; every other answer is a refusal.
 */
const mayHaveTakenEffect = ({ operation, connected, status, serviceCode }: RawOutcome): boolean => {
  if (!makesObject.includes(operation)) return false;
  if (status === undefined) return connected ?? true;
  if (serviceCode === 'SlowDown' || serviceCode === 'NotImplemented') return false;
  return status < 300 || status === 500 || status === 502 || status === 504;
};
