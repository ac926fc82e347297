import type { FromConverter } from '../contract/converter.ts';

/** The line to the engine that started this process: Node's IPC or an Electron utility process's port. */
export interface EnginePort {
  send(message: FromConverter): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The engine is gone: nobody waits for an answer any more. */
  onGone(listener: () => void): void;
}

/** What Electron adds to a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

/** Undefined where the process was started by hand. */
export const enginePort = (): EnginePort | undefined => {
  const parent: ParentPort | undefined = Reflect.get(process as object, 'parentPort');
  if (parent !== undefined && parent !== null) {
    return {
      send: (message) => parent.postMessage(message),
      onMessage: (listener) => parent.on('message', ({ data }) => listener(data)),
      onGone: (listener) => parent.on('close', listener),
    };
  }
  if (process.send === undefined) return undefined;
  return {
    // an engine that is gone is noticed by `disconnect`
    send: (message) => void process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => void process.on('message', listener),
    onGone: (listener) => void process.on('disconnect', listener),
  };
};
