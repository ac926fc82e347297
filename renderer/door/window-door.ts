import type { Answer, CallInput, CallName, CallOutput, Door } from '../../electron/contract/calls.ts';
import { calls } from '../../electron/contract/calls.ts';
import { FaultView } from '../../electron/contract/fault.ts';

export interface LaneName {
  readonly connection: string;
  readonly table: string;
}

/** The contract's door, and what differs between the desktop app and a browser: how files come in. */
export interface WindowDoor extends Door {
  /** Puts files into a table's folder, in their order. */
  give(lane: LaneName, files: readonly File[]): Promise<Given>;
  /** A file to look at: answers with a path that `sample.preview` takes. */
  sample(file: File): Promise<Sampled>;
  /** Told when the line to the engine breaks and when it stands again; returns the end of the subscription. */
  watchLine(listener: (up: boolean) => void): () => void;
}

type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: FaultView };
export type Given = Outcome<{ readonly copied: number }>;
export type Sampled = Outcome<{ readonly path: string }>;

export const refusal = (reason: string): { readonly ok: false; readonly fault: FaultView } => ({
  ok: false,
  fault: { code: 'call.refused', facts: { reason } },
});

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What came over the line as an answer of the contract; anything else is a fault of ours, and said to be one. */
export const parseAnswer = <N extends CallName>(name: N, raw: unknown): Answer<N> => {
  if (!isRecord(raw)) return refusal(`${name}: the answer cannot be read`);
  if (raw['ok'] !== true) {
    const fault = FaultView.safeParse(raw['fault']);
    return fault.success ? { ok: false, fault: fault.data } : refusal(`${name}: the fault cannot be read`);
  }
  const value = calls[name].output.safeParse(raw['value']);
  if (value.success) return { ok: true, value: value.data as CallOutput<N> };
  const [issue] = value.error.issues;
  return {
    ok: false,
    fault: {
      code: 'internal',
      facts: { reason: `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` },
    },
  };
};

export type { Answer, CallInput, CallName, CallOutput };
