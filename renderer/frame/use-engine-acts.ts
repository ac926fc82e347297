import { useCallback } from 'react';
import { useAct } from '../use-call.ts';
import { useWindow } from '../window-context.ts';

export interface Scope {
  readonly connection?: string;
  readonly table?: string;
}

export interface EngineActs {
  readonly pause: (scope: Scope) => void;
  readonly resume: (scope: Scope) => void;
  readonly scan: (scope: Scope) => void;
  readonly toggleAll: () => void;
  readonly allPaused: boolean;
}

/** Pause, resume and scan, of everything, a connection or a table; each says what it did and can be undone. */
export const useEngineActs = (): EngineActs => {
  const { words, say, live, refresh } = useWindow();
  const act = useAct();
  const { common } = words;
  const tables = live.status?.connections.flatMap((connection) => connection.tables) ?? [];
  const allPaused = tables.length > 0 && tables.every((table) => table.paused);

  const set = useCallback(
    async (paused: boolean, scope: Scope, undo: boolean) => {
      const done = await act(paused ? 'queue.pause' : 'queue.resume', scope);
      if (done === undefined) return;
      refresh();
      const name = scope.table ?? scope.connection ?? common.everything;
      say({
        text: paused ? common.paused(name) : common.resumed(name),
        ...(undo ? { action: { label: common.undo, act: () => void set(!paused, scope, false) } } : {}),
      });
    },
    [act, refresh, say, common],
  );
  return {
    pause: (scope) => void set(true, scope, true),
    resume: (scope) => void set(false, scope, true),
    scan: (scope) =>
      void act('queue.scan', scope).then((done) =>
        done === undefined ? undefined : say({ text: common.scanning }),
      ),
    toggleAll: () => void set(!allPaused, {}, true),
    allPaused,
  };
};
