// One half of `contextBridge`. The page's world and the preload's world each run it; what crosses between them are
// DOM events whose `detail` Blink clones when the other world reads it. Runs inside the page: imports nothing.

interface Message {
  readonly kind: 'expose' | 'call' | 'settle';
  readonly number: number;
  readonly id?: string;
  readonly name?: string;
  readonly ok?: boolean;
  readonly value?: unknown;
}

interface Answer {
  readonly value?: unknown;
  readonly error?: unknown;
}

interface Settling {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type AnyFunction = (...parameters: unknown[]) => unknown;

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as typeof Object.prototype | null);

const deepFreeze = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};

/**
 * `here` and `there` name the two worlds; `secret` makes the event names unguessable for the page's scripts. Returns
 * `exposeInMainWorld` for the preload's half.
 */
export const createBridge = (secret: string, here: string, there: string) => {
  const page = globalThis as unknown as EventTarget & Record<string, unknown>;
  const functions = new Map<string, AnyFunction>();
  const known = new WeakMap<AnyFunction, string>();
  const waiting = new Map<string, Settling>();
  let count = 0;

  const ask = (message: Omit<Message, 'number'>): Answer => {
    const number = ++count;
    const answerName = `${secret}:${there}:answer:${here}${number}`;
    let answer: Answer = {};
    const onAnswer = (event: Event): void => {
      answer = (event as CustomEvent<Answer>).detail;
    };
    page.addEventListener(answerName, onAnswer, true);
    page.dispatchEvent(new CustomEvent(`${secret}:${there}`, { detail: { ...message, number } }));
    page.removeEventListener(answerName, onAnswer, true);
    return answer;
  };

  const nameOf = (callable: AnyFunction): string => {
    const id = known.get(callable) ?? `${here}${++count}`;
    known.set(callable, id);
    functions.set(id, callable);
    return id;
  };

  const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

  const outwards = (value: unknown): unknown => {
    if (typeof value === 'symbol') throw new Error('Symbols cannot cross contextBridge');
    if (typeof value === 'function') return { $function: nameOf(value as AnyFunction) };
    if (value instanceof Error) return { $error: [value.name, value.message] };
    if (value instanceof Promise) {
      const id = `${here}${++count}`;
      value.then(
        (result: unknown) => ask({ kind: 'settle', id, ok: true, value: outwards(result) }),
        (error: unknown) => ask({ kind: 'settle', id, ok: false, value: outwards(asError(error)) }),
      );
      return { $promise: id };
    }
    if (Array.isArray(value)) return value.map(outwards);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, outwards(item)]));
  };

  const inwards = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inwards);
    if (!isPlain(value)) return value;
    const { $function: callable, $promise: promise, $error: error } = value;
    if (typeof callable === 'string') {
      return (...parameters: unknown[]) => {
        const answer = ask({ kind: 'call', id: callable, value: parameters.map(outwards) });
        if (answer.error !== undefined) throw inwards(answer.error);
        return inwards(answer.value);
      };
    }
    if (typeof promise === 'string') {
      return new Promise((resolve, reject) => waiting.set(promise, { resolve, reject }));
    }
    if (Array.isArray(error)) return Object.assign(new Error(String(error[1])), { name: String(error[0]) });
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inwards(item)]));
  };

  const settle = (message: Message): void => {
    const settling = waiting.get(message.id ?? '');
    waiting.delete(message.id ?? '');
    if (message.ok === true) settling?.resolve(inwards(message.value));
    else settling?.reject(inwards(message.value));
  };

  const expose = (message: Message): void => {
    const name = message.name ?? '';
    if (name in page)
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    Object.defineProperty(page, name, { value: deepFreeze(inwards(message.value)), enumerable: true });
  };

  const obey = (message: Message): Answer => {
    if (message.kind === 'settle') settle(message);
    else if (message.kind === 'expose') expose(message);
    else {
      const parameters = (message.value as unknown[]).map(inwards);
      return { value: outwards(functions.get(message.id ?? '')?.(...parameters)) };
    }
    return {};
  };

  page.addEventListener(
    `${secret}:${here}`,
    (event) => {
      event.stopImmediatePropagation();
      const message = (event as CustomEvent<Message>).detail;
      let answer: Answer;
      try {
        answer = obey(message);
      } catch (error) {
        answer = { error: outwards(asError(error)) };
      }
      page.dispatchEvent(
        new CustomEvent(`${secret}:${here}:answer:${there}${message.number}`, { detail: answer }),
      );
    },
    true,
  );

  return {
    expose: (name: string, api: unknown): void => {
      const answer = ask({ kind: 'expose', name, value: outwards(api) });
      if (answer.error !== undefined) throw inwards(answer.error);
    },
  };
};
