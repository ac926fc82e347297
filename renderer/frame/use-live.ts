import { useEffect, useState } from 'react';
import type { WindowDoor } from '../door/window-door.ts';
import { followEngine, type Live, type LiveState } from '../live/live.ts';
import { go } from '../route.ts';

const nothing: LiveState = { status: undefined, fault: undefined, connected: true, restarts: 0, changes: 0 };

/** Follows the engine for as long as the window stands. */
export const useLive = (door: WindowDoor): { readonly live: LiveState; readonly refresh: () => void } => {
  const [live, setLive] = useState(nothing);
  const [followed, setFollowed] = useState<Live>();
  useEffect(() => {
    const engine = followEngine(door, go);
    setFollowed(engine);
    const end = engine.subscribe(() => setLive(engine.read()));
    return () => {
      end();
      engine.close();
    };
  }, [door]);
  return { live, refresh: () => followed?.refresh() };
};
