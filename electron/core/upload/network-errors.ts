import type { FaultCode } from '../../contract/fault.ts';

/** Node's and OpenSSL's names for a certificate that is not trusted. */
const certificate =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|INVALID_PURPOSE|CRL_)/;
const timeouts = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'TimeoutError', 'ERR_SOCKET_CONNECTION_TIMEOUT']);
/** Before these the request cannot have left this machine. */
const neverConnected =
  /^(ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|ERR_PROXY|EINVAL)/;

/** True for codes that tell by themselves that no connection stood. */
export const isBeforeConnection = (errorCode: string): boolean =>
  neverConnected.test(errorCode) || certificate.test(errorCode) || errorCode.startsWith('ERR_SSL');

/** The fault of a connection that failed; anything unknown counts as unreachable, which is tried again. */
export const codeOfNetworkError = (errorCode: string): FaultCode => {
  if (certificate.test(errorCode)) return 'network.certificate';
  if (timeouts.has(errorCode)) return 'network.timeout';
  return 'network.unreachable';
};
