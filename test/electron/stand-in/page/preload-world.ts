// The isolated world at the document's start: gives the real preload its `require('electron')` and a small `process`.
// Runs inside the page: imports nothing but types.
import type { decode, encode } from '../codec.ts';

type Listener = (event: object, ...parameters: unknown[]) => void;

interface FileLike {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

interface World {
  readonly encode: typeof encode;
  readonly decode: typeof decode;
  readonly expose: (name: string, api: unknown) => void;
  /** The preload's text. */
  readonly preload: string;
  /** What the sandboxed preload sees as `process`. */
  readonly process: object;
}

type Binding = (text: string) => void;

/** Called by Node through the page's debugging protocol. */
interface FromNode {
  reply(number: number, ok: boolean, text: string): void;
  emit(channel: string, text: string): void;
  paths(number: number, paths: readonly string[]): void;
}

const fileKey = (file: FileLike): string => `${file.name}\n${file.size}\n${file.lastModified}`;

export const runPreload = ({ encode, decode, expose, preload, process }: World): void => {
  const world = globalThis as unknown as EventTarget & {
    standInSend?: Binding;
    standIn?: FromNode;
    standInFiles?: readonly FileLike[];
    top: unknown;
  };
  const send = world.standInSend;
  if (world.top !== globalThis || world.standIn !== undefined || send === undefined) return;

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  const listeners = new Map<string, Listener[]>();
  const paths = new Map<string, string>();
  const drops = new Map<number, (paths: readonly string[]) => void>();
  let count = 0;

  const ipcRenderer = {
    invoke: (channel: string, ...parameters: unknown[]) =>
      new Promise((resolve, reject) => {
        const number = ++count;
        const text = encode([number, channel, parameters]);
        waiting.set(number, { resolve, reject });
        send(`invoke ${text}`);
      }),
    send: (channel: string, ...parameters: unknown[]): void =>
      send(`send ${encode([0, channel, parameters])}`),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      );
      return ipcRenderer;
    },
  };

  world.standIn = {
    reply: (number, ok, text) => {
      const call = waiting.get(number);
      waiting.delete(number);
      if (ok) call?.resolve(decode(text));
      else call?.reject(decode(text));
    },
    emit: (channel, text) => {
      for (const listener of listeners.get(channel) ?? []) {
        listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...(decode(text) as unknown[]));
      }
    },
    paths: (number, found) => {
      drops.get(number)?.(found);
      drops.delete(number);
    },
  };

  // Electron answers `getPathForFile` at once; here only Node can ask Chromium for a path. So an event that brings files
  // is held back until their paths are known, and then dispatched again.
  const learned = new WeakSet<Event>();
  const holdBack = (event: Event, files: readonly FileLike[], again: () => Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target } = event;
    const number = ++count;
    drops.set(number, (found) => {
      files.forEach((file, index) => paths.set(fileKey(file), found[index] ?? ''));
      const second = again();
      learned.add(second);
      target?.dispatchEvent(second);
    });
    world.standInFiles = files;
    send(`paths ${encode([number, '', [files.length]])}`);
  };
  const {
    DataTransfer,
    DragEvent,
    Event: PlainEvent,
  } = globalThis as unknown as {
    DataTransfer: new () => { items: { add(file: FileLike): void } };
    DragEvent: new (type: string, init: object) => Event;
    Event: new (type: string, init: object) => Event;
  };

  world.addEventListener(
    'drop',
    (event) => {
      const { dataTransfer } = event as Event & { dataTransfer?: { files: Iterable<FileLike> } };
      const dropped = [...(dataTransfer?.files ?? [])];
      if (learned.has(event) || dropped.length === 0) return;
      const transfer = new DataTransfer();
      for (const file of dropped) transfer.items.add(file);
      const init = { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer };
      holdBack(event, dropped, () => new DragEvent('drop', init));
    },
    true,
  );
  // a file that was chosen with an input of the page
  world.addEventListener(
    'change',
    (event) => {
      const { files } = (event.target ?? {}) as { files?: Iterable<FileLike> | null };
      const chosen = [...(files ?? [])];
      if (learned.has(event) || chosen.length === 0) return;
      holdBack(event, chosen, () => new PlainEvent('change', { bubbles: true }));
    },
    true,
  );

  const electron = {
    ipcRenderer,
    contextBridge: { exposeInMainWorld: expose },
    webUtils: { getPathForFile: (file: FileLike): string => paths.get(fileKey(file)) ?? '' },
  };
  const requireModule = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  const module = { exports: {} };
  const run = (globalThis as unknown as { Function: FunctionConstructor }).Function;
  run('require', 'module', 'exports', 'process', preload)(requireModule, module, module.exports, process);
};
