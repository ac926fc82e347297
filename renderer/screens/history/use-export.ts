import { useState } from 'react';
import type { Answer, HistoryQuery } from '../../../electron/contract/calls.ts';
import { saveFile } from '../../ui/save-file.ts';
import { useWindow } from '../../window-context.ts';

const rowsAtOnce = 5_000;

/** The filtered history as a CSV file, read part by part; `rows` counts while it goes on. */
export const useExport = (
  query: HistoryQuery,
): { readonly rows: number | undefined; readonly start: () => void } => {
  const { door, words, say, sayFault } = useWindow();
  const [rows, setRows] = useState<number>();
  const run = async (): Promise<void> => {
    // the browser keeps large blobs on the disk, so that a million rows do not stand in memory
    const parts: Blob[] = [];
    let after: number | null = 0;
    let done = 0;
    setRows(0);
    while (after !== null) {
      const answer: Answer<'history.csv'> = await door.call('history.csv', {
        query,
        after,
        limit: rowsAtOnce,
      });
      if (!answer.ok) {
        sayFault(answer.fault);
        return;
      }
      parts.push(new Blob([answer.value.csv]));
      done += answer.value.csv.split('\n').filter((line) => line !== '').length;
      setRows(done);
      after = answer.value.next;
    }
    const header = 1;
    saveFile('sluice-history.csv', 'text/csv;charset=utf-8', ...parts);
    say({ text: words.history.exported(words.common.rows(Math.max(0, done - header))) });
  };
  return { rows, start: () => void run().finally(() => setRows(undefined)) };
};
