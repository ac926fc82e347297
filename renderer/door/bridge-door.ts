import { type CallInput, type CallName, Push } from '../../electron/contract/calls.ts';
import { parseAnswer, refusal, type WindowDoor } from './window-door.ts';

/** What the preload puts into the page of the desktop app. */
export interface Bridge {
  call(name: string, input: unknown): Promise<unknown>;
  pathsOf(files: readonly File[]): Promise<readonly string[]>;
  subscribe(listener: (push: unknown) => void): () => void;
}

/** The door of the desktop app, over IPC. */
export const bridgeDoor = (bridge: Bridge): WindowDoor => {
  const call = async <N extends CallName>(name: N, input: CallInput<N>) => {
    try {
      return parseAnswer(name, await bridge.call(name, input));
    } catch (error) {
      return refusal(error instanceof Error ? error.message : name);
    }
  };
  return {
    call,
    subscribe: (listener) =>
      bridge.subscribe((raw) => {
        const push = Push.safeParse(raw);
        if (push.success) listener(push.data);
      }),
    give: async (lane, files) => {
      const paths = await bridge.pathsOf(files);
      if (paths.length === 0) return { ok: true, value: { copied: 0 } };
      return call('file.drop', { ...lane, paths: [...paths] });
    },
    sample: async (file) => {
      const [path] = await bridge.pathsOf([file]);
      return path === undefined ? refusal(file.name) : { ok: true, value: { path } };
    },
    watchLine: (listener) => {
      listener(true);
      return () => undefined;
    },
  };
};
