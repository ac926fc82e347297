import type { Connection } from '../../contract/configuration.ts';
import { Fault } from '../../contract/fault.ts';

const renewable: ReadonlySet<string> = new Set(['credentials.refused', 'credentials.signature']);

/** Refused credentials are renewed where they came from: only those of the keychain by `credentials set`. */
export const withRenewal = (
  fault: Fault,
  { credentials: source }: Pick<Connection, 'credentials'>,
): Fault => {
  if (!renewable.has(fault.code) || source === 'keychain' || fault.facts.suggestion !== undefined)
    return fault;
  const suggestion =
    'profile' in source
      ? `Correct the AWS profile ${source.profile}, then resume.`
      : `Correct ${source.env.join(' and ')} in the environment, then start Sluice again.`;
  return new Fault(fault.code, { ...fault.facts, suggestion }, { cause: fault.cause ?? fault });
};
