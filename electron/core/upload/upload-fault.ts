import { Fault, type FaultCode, type Facts } from '../../contract/fault.ts';

/**
 * A fault of a request to the object store. `outcomeUnknown` is true where the request may have taken effect although
 * no answer says so (a connection lost after the bytes left, a gateway's error): the same key is then looked up before
 * it is sent again.
 */
export class UploadFault extends Fault {
  readonly outcomeUnknown: boolean;

  constructor(code: FaultCode, facts: Facts, outcomeUnknown: boolean, options?: ErrorOptions) {
    super(code, facts, options);
    this.name = 'UploadFault';
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** Whether a thrown thing leaves it open if the object arrived. */
export const leavesOutcomeUnknown = (thrown: unknown): boolean =>
  thrown instanceof UploadFault && thrown.outcomeUnknown;
