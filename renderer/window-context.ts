import { createContext, useContext } from 'react';
import type { Abilities } from '../electron/contract/calls.ts';
import type { Configuration } from '../electron/contract/configuration.ts';
import type { FaultView } from '../electron/contract/fault.ts';
import type { Preferences } from '../electron/contract/preferences.ts';
import type { Language } from '../electron/contract/words/sentence.ts';
import type { WindowWords } from '../electron/contract/words/window.ts';
import type { WindowDoor } from './door/window-door.ts';
import type { Format } from './format.ts';
import type { LiveState } from './live/live.ts';

/** A short message that goes away by itself, or stays where it tells of a fault. */
export interface Message {
  readonly text: string;
  readonly kind?: 'done' | 'fault';
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** What every part of the window may use. */
export interface WindowParts {
  readonly door: WindowDoor;
  readonly live: LiveState;
  readonly refresh: () => void;
  readonly language: Language;
  readonly words: WindowWords;
  readonly format: Format;
  readonly preferences: Preferences;
  readonly setPreferences: (change: Partial<Preferences>) => void;
  readonly abilities: Abilities;
  /** Undefined until it was read. */
  readonly configuration: Configuration | undefined;
  readonly reloadConfiguration: () => Promise<void>;
  readonly say: (message: Message) => void;
  readonly sayFault: (fault: FaultView) => void;
}

export const WindowContext = createContext<WindowParts | undefined>(undefined);

export const useWindow = (): WindowParts => {
  const parts = useContext(WindowContext);
  if (parts === undefined) throw new Error('Nothing of the window stands outside of it.');
  return parts;
};
