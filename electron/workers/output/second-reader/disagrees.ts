import { Fault } from '../../../contract/fault.ts';

export const disagrees = (
  reason: string,
  facts: { readonly column?: string; readonly row?: number; readonly value?: string } = {},
): Fault => new Fault('verification.disagrees', { reason, ...facts });
