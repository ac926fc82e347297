import { HttpResponse } from '@smithy/protocol-http';
import type { MiddlewareStack } from '@smithy/types';

/** What was seen of one request's answer, whatever the SDK made of it. */
export interface RequestTrace {
  status: number | undefined;
  headers: Readonly<Record<string, string>>;
}

/**
 * Watches the answer of one command, and gives the request the hash of its payload where that is already known; the
 * SDK then signs with it in place of hashing the body in one go.
 */
export const traced = <Input extends object, Output extends object>(
  command: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  payloadHash?: string,
): RequestTrace => {
  const trace: RequestTrace = { status: undefined, headers: {} };
  command.middlewareStack.add(
    (next) => async (input) => {
      const { request } = input;
      if (
        payloadHash !== undefined &&
        typeof request === 'object' &&
        request !== null &&
        'headers' in request
      )
        Object.assign(request.headers as object, { 'x-amz-content-sha256': payloadHash });
      return next(input);
    },
    { step: 'build', name: 'sluicePayloadHash' },
  );
  command.middlewareStack.add(
    (next) => async (input) => {
      const output = await next(input);
      if (HttpResponse.isInstance(output.response)) {
        trace.status = output.response.statusCode;
        trace.headers = output.response.headers;
      }
      return output;
    },
    // The lowest priority stands next to the network, before the SDK reads the answer.
    { step: 'deserialize', priority: 'low', name: 'sluiceTrace' },
  );
  return trace;
};
