import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../electron/contract/calls.ts';
import type { FaultView } from '../electron/contract/fault.ts';
import { useWindow } from './window-context.ts';

export interface Called<T> {
  readonly value: T | undefined;
  readonly fault: FaultView | undefined;
  readonly busy: boolean;
  readonly reload: () => void;
}

/**
 * Asks the engine, and again when the input or `key` changes. What was known stays in view until the new answer is
 * there; an answer to an outdated question is dropped. `undefined` as input asks nothing.
 */
export const useCall = <N extends CallName>(
  name: N,
  input: CallInput<N> | undefined,
  key: unknown = undefined,
): Called<CallOutput<N>> => {
  const { door } = useWindow();
  const [state, setState] = useState<Omit<Called<CallOutput<N>>, 'reload'>>({
    value: undefined,
    fault: undefined,
    busy: input !== undefined,
  });
  const [turn, setTurn] = useState(0);
  const question = JSON.stringify(input);
  const asked = useRef(question);
  useEffect(() => {
    if (question === undefined) return undefined;
    let outdated = false;
    const other = asked.current !== question;
    asked.current = question;
    setState((before) => ({ ...before, busy: true, ...(other ? { fault: undefined } : {}) }));
    void door.call(name, JSON.parse(question) as CallInput<N>).then((answer) => {
      if (outdated) return;
      if (answer.ok) setState({ value: answer.value, fault: undefined, busy: false });
      else setState((before) => ({ value: before.value, fault: answer.fault, busy: false }));
    });
    return () => {
      outdated = true;
    };
  }, [door, name, question, key, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, reload };
};

export type Act = <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N> | undefined>;

/** Does something; a fault is told as a message, and the answer is then undefined. */
export const useAct = (): Act => {
  const { door, sayFault } = useWindow();
  return useCallback(
    async (name, input) => {
      const answer = await door.call(name, input);
      if (answer.ok) return answer.value;
      sayFault(answer.fault);
      return undefined;
    },
    [door, sayFault],
  );
};
