import type { FaultCode } from '../../contract/fault.ts';
import type { RawOutcome } from './classify.ts';

/** The service's own codes whose meaning does not depend on anything else. */
const byCode: Readonly<Record<string, FaultCode>> = {
  InvalidAccessKeyId: 'credentials.refused',
  InvalidClientTokenId: 'credentials.refused',
  InvalidSecurity: 'credentials.refused',
  InvalidToken: 'credentials.refused',
  ExpiredToken: 'credentials.refused',
  TokenRefreshRequired: 'credentials.refused',
  NotSignedUp: 'credentials.refused',
  SignatureDoesNotMatch: 'credentials.signature',
  InvalidSignatureException: 'credentials.signature',
  AccessDenied: 'access.denied',
  AccountProblem: 'access.denied',
  AllAccessDisabled: 'access.denied',
  RequestTimeTooSkewed: 'clock.skewed',
  RequestExpired: 'clock.skewed',
  NoSuchBucket: 'connection.unknown',
  InvalidBucketName: 'connection.unknown',
  NoSuchConnection: 'connection.unknown',
  PermanentRedirect: 'region.wrong',
  TemporaryRedirect: 'region.wrong',
  IllegalLocationConstraintException: 'region.wrong',
  BadDigest: 'upload.bodyChanged',
  XAmzContentSHA256Mismatch: 'upload.bodyChanged',
  XAmzContentChecksumMismatch: 'upload.bodyChanged',
  IncompleteBody: 'upload.bodyChanged',
  RequestTimeout: 'network.timeout',
  SlowDown: 'service.busy',
  Throttling: 'service.busy',
  ThrottlingException: 'service.busy',
  TooManyRequests: 'service.busy',
  TooManyRequestsException: 'service.busy',
  RequestLimitExceeded: 'service.busy',
  ServiceUnavailable: 'service.busy',
  InternalError: 'service.error',
  OperationAborted: 'service.error',
  ConditionalRequestConflict: 'service.error',
  EntityTooLarge: 'object.tooLarge',
  NotImplemented: 'upload.refused',
};

const byStatus: Readonly<Record<number, FaultCode>> = {
  401: 'credentials.refused',
  403: 'access.denied',
  407: 'network.proxyRefused',
  408: 'network.timeout',
  413: 'object.tooLarge',
  425: 'service.busy',
  429: 'service.busy',
  501: 'upload.refused',
  503: 'service.busy',
};

/** The fault of an answer: by the service's code where it is known, else by the HTTP status. */
export const codeOfService = (outcome: RawOutcome & { readonly status: number }): FaultCode => {
  const { serviceCode = '', status, message = '' } = outcome;
  if (serviceCode === 'AuthorizationHeaderMalformed')
    return outcome.region !== undefined || /region/i.test(message) ? 'region.wrong' : 'credentials.refused';
  if (serviceCode === 'NoSuchKey') return missingTarget(message);
  const named = Object.hasOwn(byCode, serviceCode) ? byCode[serviceCode] : undefined;
  if (named !== undefined) return named;
  // A web page or a sign-in redirect: the endpoint is not the ingestion API of this team.
  if (status >= 300 && status < 400) return 'connection.unknown';
  if (status === 404) return 'connection.unknown';
  return byStatus[status] ?? (status >= 500 || status < 300 ? 'service.error' : 'upload.refused');
};

/** A PUT that is answered with NoSuchKey names what stands above the key: the table, or the connection. */
const missingTarget = (message: string): FaultCode =>
  /connection/i.test(message) && !/table/i.test(message) ? 'connection.unknown' : 'table.unknown';
