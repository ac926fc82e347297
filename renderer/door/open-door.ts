import { bridgeDoor, type Bridge } from './bridge-door.ts';
import { httpDoor } from './http-door.ts';
import type { WindowDoor } from './window-door.ts';

const isBridge = (value: unknown): value is Bridge =>
  typeof value === 'object' &&
  value !== null &&
  'call' in value &&
  'subscribe' in value &&
  'pathsOf' in value;

/** The desktop app's bridge where there is one, else HTTP to where the page came from. */
export const openDoor = (): WindowDoor => {
  const bridge: unknown = Reflect.get(globalThis, 'sluice');
  return isBridge(bridge) ? bridgeDoor(bridge) : httpDoor();
};
