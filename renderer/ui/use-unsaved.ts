import { useEffect } from 'react';
import { setGuard } from '../route.ts';
import { useWindow } from '../window-context.ts';

/** Asks before unsaved work is left behind. */
export const useUnsaved = (dirty: boolean): void => {
  const { common } = useWindow().words;
  useEffect(() => {
    if (!dirty) return undefined;
    setGuard(() => confirm(common.discard));
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => {
      setGuard(undefined);
      removeEventListener('beforeunload', warn);
    };
  }, [dirty, common]);
};
