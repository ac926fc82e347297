import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { assertNever } from '../../contract/absurd.ts';
import type { RequestLine, SandboxConnection, SandboxOptions, SandboxTable } from '../options.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { authenticate, type Authenticated } from './authenticate.ts';
import type { InjectedFault } from './injected-fault.ts';
import { parseObjectKey, plainConnectionId, type ObjectKey } from './object-key.ts';
import { operationOf, type Operation } from './operation.ts';
import * as operations from './operations.ts';
import { receiveBody } from './receive-body.ts';
import { isOurBucket, parseRequestTarget } from './request-target.ts';
import { accessDenied, ConnectionLost, S3Error } from './s3-error.ts';
import { sendReply } from './send-reply.ts';
import { pauseUnlessGone, wire } from './wire.ts';

export interface ApiContext {
  readonly store: ObjectStore;
  readonly options: SandboxOptions;
  /** Called after every accepted object. */
  readonly accepted: () => void;
}

/** An exchange with one client. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The client sends its body only after a `100 Continue` that it has not had yet. */
  waitsForContinue: boolean;
}

const longestPause = 60_000;

/** Answers one request of the ingestion API. Never throws. */
export const answer = async (context: ApiContext, exchange: Exchange): Promise<void> => {
  const { request, response } = exchange;
  const now = context.options.now ?? Date.now;
  const started = performance.now();
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  const seen: { operation: string; key: string } = { operation: 'Unknown', key: '' };
  const finish = (status: number, code?: string) =>
    context.options.log?.({
      ...seen,
      requestId,
      status,
      ...(code === undefined ? {} : { code }),
      milliseconds: performance.now() - started,
    } satisfies RequestLine);
  try {
    const reply = await carryOut(context, exchange, now, seen);
    sendReply(exchange, reply, requestId, now());
    finish(reply.status);
  } catch (error) {
    if (error instanceof ConnectionLost || response.destroyed) {
      request.socket.destroy();
      finish(0, 'ConnectionLost');
      return;
    }
    const refusal =
      error instanceof S3Error
        ? error
        : new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.', {
            Detail: error instanceof Error ? error.message : String(error),
          });
    const headers = refusal.retryAfter === undefined ? {} : { 'retry-after': refusal.retryAfter };
    const body = refusal.document(request.url ?? '', requestId);
    sendReply(exchange, { status: refusal.status, headers, body }, requestId, now());
    finish(refusal.status, refusal.code);
  }
};

const carryOut = async (
  context: ApiContext,
  exchange: Exchange,
  now: () => number,
  seen: { operation: string; key: string },
): Promise<operations.Reply> => {
  const { request, response } = exchange;
  const { options } = context;
  const method = request.method ?? '';
  const target = parseRequestTarget(request.url ?? '');
  const operation = operationOf(method, target, request.headers);
  seen.operation = operation;
  seen.key = target.key;

  const fault = options.faults?.next({ method, operation, key: target.key });
  await strikeBefore(request, fault);
  const signed = { method, target, headers: request.headers };
  const authority = { connections: options.connections, region: options.region, now };
  const authenticated = await authenticate(signed, authority);
  if (!isOurBucket(target)) {
    throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', {
      BucketName: target.bucket,
    });
  }
  if (operation === 'HeadBucket')
    return operations.headBucket(authenticated.connections[0]?.region ?? options.region);
  if (operation === 'Unsupported') throw accessDenied('Only uploads are permitted on this endpoint');

  const object = parseObjectKey(target.key);
  const place = placeOf(authenticated, object);
  const body = wire(request, options.bodyPause ?? longestPause, fault);
  const reply = await perform(operation, context, {
    object,
    ...place,
    query: target.query,
    headers: request.headers,
    now: now(),
    receive: (keep, largest) => {
      if (exchange.waitsForContinue) response.writeContinue();
      exchange.waitsForContinue = false;
      return receiveBody(body, request.headers, authenticated, keep, largest);
    },
  });
  if (fault?.dropReply === true) {
    request.socket.resetAndDestroy();
    throw new ConnectionLost('the reply was dropped on purpose');
  }
  return reply;
};

const strikeBefore = async (request: IncomingMessage, fault: InjectedFault | undefined): Promise<void> => {
  if (fault?.late !== undefined) await pauseUnlessGone(request, fault.late);
  if (fault?.status === undefined) return;
  const code = fault.code ?? (fault.status === 503 ? 'SlowDown' : 'InternalError');
  throw new S3Error(fault.status, code, 'Please reduce your request rate.', {}, fault.retryAfter);
};

/** The connection and table that a key leads to, among those that the access key may write to. */
const placeOf = (
  { connections }: Authenticated,
  { connectionId, table }: ObjectKey,
): { connection: SandboxConnection; table: SandboxTable } => {
  const connection = connections.find((each) => plainConnectionId(each.connectionId) === connectionId);
  if (connection === undefined) throw accessDenied();
  const found = connection.tables.find(({ name }) => name.toLowerCase() === table.toLowerCase());
  if (found === undefined) throw new S3Error(404, 'NoSuchKey', `The connection has no target table ${table}`);
  return { connection, table: found };
};

const perform = async (
  operation: Exclude<Operation, 'HeadBucket' | 'Unsupported'>,
  { store, accepted }: ApiContext,
  request: operations.ObjectRequest,
): Promise<operations.Reply> => {
  switch (operation) {
    case 'PutObject': {
      const reply = await operations.putObject(store, request);
      accepted();
      return reply;
    }
    case 'CompleteMultipartUpload': {
      const reply = await operations.completeUpload(store, request);
      accepted();
      return reply;
    }
    case 'CreateMultipartUpload':
      return operations.createUpload(store, request);
    case 'UploadPart':
      return operations.uploadPart(store, request);
    case 'ListParts':
      return operations.listParts(store, request);
    case 'AbortMultipartUpload':
      return operations.abortUpload(store, request);
    case 'HeadObject':
      return operations.headObject(store, request);
    default:
      return assertNever(operation);
  }
};
