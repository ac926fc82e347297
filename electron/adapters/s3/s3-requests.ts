import type {
  S3Client,
  ServiceInputTypes,
  ServiceOutputTypes,
  S3ClientResolvedConfig,
} from '@aws-sdk/client-s3';
import type { Command } from '@smithy/types';
import type { Readable } from 'node:stream';
import { Fault } from '../../contract/fault.ts';
import type { Clock } from '../../core/clock.ts';
import { classify, type Operation } from '../../core/upload/classify.ts';
import type { Body } from '../../core/upload/object-store.ts';
import { singlePutLimit } from '../../core/upload/part-plan.ts';
import type { RequestRate } from '../../core/upload/request-rate.ts';
import type { Throttle } from '../../core/upload/throttle.ts';
import { UploadFault } from '../../core/upload/upload-fault.ts';
import { readFailure } from './read-failure.ts';
import { openBody } from './request-body.ts';
import { traced } from './request-trace.ts';

/** What a command that carries a body must say of it. */
export interface BodyHeaders {
  readonly Body: Buffer | Readable;
  readonly ContentLength: number;
  readonly ContentMD5: string;
}

/** Larger parts are streamed: several are under way at a time, and TLS would copy each of them whole. */
const partWrite = 1024 ** 2;

type S3Command<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = Command<
  ServiceInputTypes,
  Input,
  ServiceOutputTypes,
  Output,
  S3ClientResolvedConfig
>;

/** Sends commands at the connection's pace, and turns what fails into `UploadFault`s. */
export class S3Requests {
  readonly #client: S3Client;
  readonly #rate: RequestRate;
  readonly #clock: Clock;
  readonly #overTls: boolean;
  readonly #throttle: Throttle;

  constructor(client: S3Client, rate: RequestRate, clock: Clock, overTls: boolean, throttle: Throttle) {
    this.#client = client;
    this.#rate = rate;
    this.#clock = clock;
    this.#overTls = overTls;
    this.#throttle = throttle;
  }

  /**
   * Sends a range of a file. Over TLS the payload is not signed, as `aws s3 cp` does where a Content-MD5 stands in the
   * signed headers; over plain HTTP its SHA-256 is.
   */
  async sendBody<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    operation: Operation,
    body: Body,
    make: (sent: BodyHeaders) => S3Command<Input, Output>,
    signal: AbortSignal,
  ): Promise<Output> {
    const payloadHash = this.#overTls
      ? 'UNSIGNED-PAYLOAD'
      : await body.file.sha256(body.from, body.bytes, signal);
    // A service that refuses a PUT and hangs up is heard when the body is one write; a stream's next piece would run
    // into the closed connection first. Parts come after a request that was already answered.
    const oneWrite = operation === 'put' ? singlePutLimit : partWrite;
    using open = await openBody(body, oneWrite, this.#throttle, signal);
    const command = make({
      Body: open.content,
      ContentLength: body.bytes,
      ContentMD5: Buffer.from(body.md5, 'hex').toString('base64'),
    });
    try {
      const either = AbortSignal.any([signal, open.broken]);
      const output = await this.send(operation, command, either, payloadHash);
      open.accepted();
      return output;
    } catch (thrown) {
      signal.throwIfAborted();
      if (open.broken.aborted) throw Fault.from(open.broken.reason);
      throw withSize(thrown, body.bytes);
    }
  }

  async send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    operation: Operation,
    command: S3Command<Input, Output>,
    signal: AbortSignal,
    payloadHash?: string,
  ): Promise<Output> {
    await this.#rate.turn(signal);
    const trace = traced(command, payloadHash);
    try {
      const output = await this.#client.send(command, { abortSignal: signal });
      if (/^text\/html\b/i.test(trace.headers['content-type'] ?? '')) throw notTheService();
      return output;
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof UploadFault) throw thrown;
      const { code, facts, outcomeUnknown } = classify(
        readFailure(thrown, operation, trace, this.#clock.now()),
      );
      throw new UploadFault(code, facts, outcomeUnknown, { cause: thrown });
    }
  }
}

/** A captive portal or a sign-in page says 200 to everything. */
const notTheService = (): UploadFault =>
  new UploadFault('network.unreachable', { reason: 'a web page answered in place of the service' }, false);

const withSize = (thrown: unknown, bytes: number): unknown =>
  thrown instanceof UploadFault && thrown.code === 'object.tooLarge'
    ? new UploadFault(thrown.code, { ...thrown.facts, bytes }, false, { cause: thrown })
    : thrown;
