import { isBeforeConnection } from '../../core/upload/network-errors.ts';

/** What a failed connection says of itself. */
export interface NetworkError {
  readonly errorCode: string;
  readonly message: string;
  /** False where the request certainly never left. */
  readonly connected: boolean;
  readonly proxyStatus?: number;
}

const field = (error: object, name: string): unknown =>
  name in error ? error[name as keyof typeof error] : undefined;

/** The SDK's and Node's sentences for a connection that never stood. */
const neverStood = /did not establish a connection|before secure TLS connection|proxy tunnel/i;

/** Reads Node's and the SDK's errors; follows causes, and the first of several tried addresses. */
export const readNetworkError = (thrown: unknown): NetworkError => {
  let error: unknown = thrown;
  for (let depth = 0; depth < 4 && error instanceof Error; depth++) {
    if (typeof field(error, 'code') === 'string') break;
    const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
    if (!(inner instanceof Error)) break;
    error = inner;
  }
  if (!(error instanceof Error)) return { errorCode: '', message: String(thrown), connected: true };
  const code = field(error, 'code');
  const errorCode = typeof code === 'string' ? code : error.name;
  const status = field(error, 'statusCode');
  const proxyStatus =
    errorCode === 'ERR_PROXY_TUNNEL' && typeof status === 'number' ? { proxyStatus: status } : {};
  const connected = !isBeforeConnection(errorCode) && !neverStood.test(error.message);
  return { errorCode, message: withoutPassword(error.message), connected, ...proxyStatus };
};

/** Addresses in messages lose their user name and password. */
const withoutPassword = (text: string): string => text.replace(/\/\/[^/@\s]+@/g, '//');
