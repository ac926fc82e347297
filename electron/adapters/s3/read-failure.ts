import { S3ServiceException } from '@aws-sdk/client-s3';
import type { Operation, RawOutcome } from '../../core/upload/classify.ts';
import { readNetworkError } from '../network/network-error.ts';
import type { RequestTrace } from './request-trace.ts';

/** The SDK's own names for "no code in the answer". */
const noCode = /^(Unknown|UnknownError|Error|NotFound|S3ServiceException|SyntaxError|TypeError|\d+)$/;

/** What a failed request says, for `classify`. */
export const readFailure = (
  thrown: unknown,
  operation: Operation,
  trace: RequestTrace,
  now: number,
): RawOutcome => {
  const { status, headers } = trace;
  if (status === undefined) return { operation, now, ...readNetworkError(thrown) };
  const name = thrown instanceof Error ? thrown.name : '';
  const isService = thrown instanceof S3ServiceException;
  const region: unknown = isService && 'Region' in thrown ? thrown.Region : undefined;
  const message = isService && !noCode.test(thrown.message) ? thrown.message : undefined;
  return {
    operation,
    now,
    status,
    headers,
    connected: true,
    ...(isService && !noCode.test(name) ? { serviceCode: name } : {}),
    ...(message === undefined ? {} : { message }),
    ...(typeof region === 'string' ? { region } : {}),
  };
};
