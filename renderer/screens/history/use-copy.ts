import { useCallback } from 'react';
import { useWindow } from '../../window-context.ts';

/** Puts a text on the clipboard and says so, or says that it cannot. */
export const useCopy = (): ((text: string) => void) => {
  const { say, words } = useWindow();
  return useCallback(
    (text) => {
      navigator.clipboard.writeText(text).then(
        () => say({ text: words.common.copied }),
        () => say({ text: words.common.notCopied, kind: 'fault' }),
      );
    },
    [say, words],
  );
};
