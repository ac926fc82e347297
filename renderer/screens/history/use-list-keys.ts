import { useCallback, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useWindow } from '../../window-context.ts';
import type { HistoryPages } from './history-pages.ts';

/** The engine takes at most so many deliveries in one call. */
const mostSelected = 10_000;

interface ListKeysInput {
  readonly total: number;
  readonly perPage: number;
  readonly pages: HistoryPages;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (selected: ReadonlySet<number>) => void;
  readonly onOpen: (id: number) => void;
  readonly show: (index: number) => void;
}

const moves: Readonly<Record<string, (at: number, total: number, page: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at, _total, page) => at + page,
  PageUp: (at, _total, page) => at - page,
  Home: () => 0,
  End: (_at, total) => total - 1,
};

/** Moving, opening and selecting, by keys and by pointer, as in every list of files. */
export const useListKeys = (input: ListKeysInput) => {
  const { words, say } = useWindow();
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const latest = useRef(input);
  latest.current = input;

  const selectRange = useCallback(
    async (from: number, to: number) => {
      const { pages, onSelect } = latest.current;
      const [low, high] = from < to ? [from, to] : [to, from];
      if (high - low >= mostSelected) say({ text: words.history.tooMany });
      const rows = await pages.range(low, Math.min(high, low + mostSelected - 1));
      onSelect(new Set(rows.map((row) => row.id)));
    },
    [say, words],
  );
  const toggle = useCallback((index: number) => {
    const { pages, selected, onSelect } = latest.current;
    const row = pages.row(index);
    if (row === undefined) return;
    anchor.current = index;
    const next = new Set(selected);
    if (!next.delete(row.id)) next.add(row.id);
    onSelect(next);
  }, []);
  const openAt = useCallback((index: number) => {
    const row = latest.current.pages.row(index);
    if (row !== undefined) latest.current.onOpen(row.id);
  }, []);
  const press = useCallback(
    (index: number, event: MouseEvent) => {
      setActive(index);
      if (event.shiftKey) void selectRange(anchor.current, index);
      else if (event.ctrlKey || event.metaKey) toggle(index);
      else {
        anchor.current = index;
        openAt(index);
      }
    },
    [selectRange, toggle, openAt],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    // a check box or a heading inside has keys of its own
    if (event.target !== event.currentTarget) return;
    const { total, perPage, show, selected, onSelect } = latest.current;
    const move = moves[event.key];
    if (move !== undefined) {
      event.preventDefault();
      const next = Math.min(total - 1, Math.max(0, move(active, total, perPage)));
      setActive(next);
      show(next);
      if (event.shiftKey) void selectRange(anchor.current, next);
      else anchor.current = next;
    } else if (event.key === 'Enter') openAt(active);
    else if (event.key === ' ') {
      event.preventDefault();
      toggle(active);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void selectRange(0, total - 1);
    } else if (event.key === 'Escape' && selected.size > 0) {
      event.preventDefault();
      onSelect(new Set());
    }
  };
  return { active, onKeyDown, press, toggle, selectAll: () => void selectRange(0, latest.current.total - 1) };
};
