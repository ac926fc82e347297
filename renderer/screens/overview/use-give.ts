import { useCallback } from 'react';
import type { LaneName } from '../../door/window-door.ts';
import { useWindow } from '../../window-context.ts';

/** Puts files into a table's folder and says so. */
export const useGive = ({ connection, table }: LaneName): ((files: readonly File[]) => void) => {
  const { door, words, say, sayFault } = useWindow();
  return useCallback(
    (files) => {
      if (files.length === 0) return;
      void door.give({ connection, table }, files).then((given) => {
        if (!given.ok) sayFault(given.fault);
        else if (given.value.copied > 0)
          say({ text: words.overview.added(words.common.files(given.value.copied), table) });
      });
    },
    [door, connection, table, words, say, sayFault],
  );
};
