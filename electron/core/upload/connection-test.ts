import type { FaultView } from '../../contract/fault.ts';

/** The way to the service, in the order in which it is walked. */
export type TestedStep = 'dns' | 'proxy' | 'tls' | 'clock' | 'signature';

/** One step's result. The steps behind the first that fails are not walked. */
export interface TestStep {
  readonly step: TestedStep;
  readonly ok: boolean;
  /** What was found, in a few English words. */
  readonly detail: string;
  /** Why it failed; its words say what to do. */
  readonly fault?: FaultView;
  readonly ms: number;
}
