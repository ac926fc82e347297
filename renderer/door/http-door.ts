import { z } from 'zod';
import { type Answer, type CallInput, type CallName, Push } from '../../electron/contract/calls.ts';
import { FaultView } from '../../electron/contract/fault.ts';
import { httpDoor as wire } from '../../electron/contract/http-door.ts';
import { resumeSession } from './window-key.ts';
import { parseAnswer, refusal, type Sampled, type WindowDoor } from './window-door.ts';

type Listener = (push: Push) => void;

const SampleAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.object({ path: z.string() }) }),
  z.object({ ok: z.literal(false), fault: FaultView }),
]);
const PutAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), fault: FaultView }),
]);

const unreachable = {
  ok: false,
  fault: { code: 'network.unreachable', facts: { reason: 'Sluice' } },
} as const;

const put = async (address: string, file: File): Promise<unknown> => {
  const response = await fetch(address, { method: 'PUT', body: file });
  return response.json();
};

/** How long a broken event stream rests before it is opened again, in milliseconds. */
const pauseBeforeReopening = 1_000;

/** One event stream for the whole window, opened again for as long as the window lives. */
class EventLine {
  readonly #listeners = new Set<Listener>();
  readonly #watchers = new Set<(up: boolean) => void>();
  #source: EventSource | undefined;
  #up: boolean | undefined;

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.#source === undefined) this.#open();
    return () => this.#listeners.delete(listener);
  }

  watch(watcher: (up: boolean) => void): () => void {
    this.#watchers.add(watcher);
    if (this.#up !== undefined) watcher(this.#up);
    return () => this.#watchers.delete(watcher);
  }

  #tell(up: boolean): void {
    this.#up = up;
    for (const watcher of this.#watchers) watcher(up);
  }

  #open(): void {
    const source = new EventSource(wire.events);
    this.#source = source;
    source.addEventListener('open', () => this.#tell(true));
    source.addEventListener('message', ({ data }) => this.#hear(String(data)));
    source.addEventListener('error', () => {
      this.#tell(false);
      source.close();
      setTimeout(() => void this.#openAgain(), pauseBeforeReopening);
    });
  }

  /** The service may have been started again, and then the session is to be opened anew. */
  async #openAgain(): Promise<void> {
    const session = await resumeSession();
    // the page of a browser that is not known says what to do
    if (session === 'refused') location.reload();
    else this.#open();
  }

  #hear(data: string): void {
    let raw: unknown;
    try {
      raw = JSON.parse(data);
    } catch {
      return;
    }
    const push = Push.safeParse(raw);
    if (push.success) for (const listener of this.#listeners) listener(push.data);
  }
}

/** The door of the browser, over HTTP and server-sent events. */
export const httpDoor = (): WindowDoor => {
  const line = new EventLine();
  const call = async <N extends CallName>(name: N, input: CallInput<N>): Promise<Answer<N>> => {
    try {
      const response = await fetch(`${wire.call}${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      });
      return parseAnswer(name, await response.json());
    } catch {
      return unreachable;
    }
  };
  return {
    call,
    subscribe: (listener) => line.subscribe(listener),
    watchLine: (watcher) => line.watch(watcher),
    give: async ({ connection, table }, files) => {
      let copied = 0;
      for (const file of files) {
        const parts = [connection, table, file.name].map(encodeURIComponent).join('/');
        try {
          // one after the other: their order is the order of arrival
          const answer = PutAnswer.safeParse(await put(`${wire.drop}${parts}`, file));
          if (!answer.success) return refusal(file.name);
          if (!answer.data.ok) return answer.data;
          copied += 1;
        } catch {
          return unreachable;
        }
      }
      return { ok: true, value: { copied } };
    },
    sample: async (file): Promise<Sampled> => {
      try {
        const answer = SampleAnswer.safeParse(
          await put(`${wire.sample}${encodeURIComponent(file.name)}`, file),
        );
        return answer.success ? answer.data : refusal(file.name);
      } catch {
        return unreachable;
      }
    },
  };
};
