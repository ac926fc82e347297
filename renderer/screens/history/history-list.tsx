import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { HistorySort } from '../../../electron/contract/calls.ts';
import { useNow } from '../../ui/time.tsx';
import { useWindow } from '../../window-context.ts';
import { HistoryLine, rowId } from './history-line.tsx';
import type { HistoryPages, PagesState } from './history-pages.ts';
import {
  baseOf,
  headHeight,
  observeTallOffset,
  scrollTall,
  showRow,
  tallestList,
  type TallScroll,
} from './tall-scroll.ts';
import { useListKeys } from './use-list-keys.ts';

export const rowHeight = 32;

interface ListProps {
  readonly pages: HistoryPages;
  readonly state: PagesState;
  readonly sort: HistorySort;
  readonly onSort: (sort: HistorySort) => void;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (selected: ReadonlySet<number>) => void;
  /** The delivery whose details are open; 0: none. */
  readonly open: number;
  readonly onOpen: (id: number) => void;
}

interface HeadProps {
  readonly by: HistorySort['by'];
  readonly label: string;
  readonly number?: boolean;
  readonly sort: HistorySort;
  readonly onSort: (sort: HistorySort) => void;
}

const Head = ({ by, label, number = false, sort, onSort }: HeadProps) => {
  const { words } = useWindow();
  const here = sort.by === by;
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  return (
    <div
      role="columnheader"
      className={number ? `cell ${by} number` : `cell ${by}`}
      aria-sort={here ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        title={words.history.sortBy(label)}
        onClick={() =>
          onSort({ by, descending: here ? !sort.descending : !['file', 'table', 'state'].includes(by) })
        }
      >
        {label}
        {here ? <Arrow aria-hidden size={12} /> : null}
      </button>
    </div>
  );
};

/** The list itself: only what is in view stands in the page. */
export const HistoryList = (props: ListProps) => {
  const { pages, state, sort, onSort, selected, onSelect, open, onOpen } = props;
  const { words } = useWindow();
  const { history } = words;
  const now = useNow();
  const total = state.total ?? 0;
  const scroller = useRef<HTMLDivElement>(null);
  const [tall] = useState<TallScroll>(() => ({ offset: 0, put: 0, tell: () => undefined }));
  const [functions] = useState(() => ({ observe: observeTallOffset(tall), scroll: scrollTall(tall) }));
  const list = useVirtualizer<HTMLDivElement, Element>({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    observeElementOffset: functions.observe,
    scrollToFn: functions.scroll,
    scrollPaddingEnd: headHeight,
    // React draws when it is its turn: a frame later, and never inside another drawing
    useFlushSync: false,
  });
  const rows = list.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => pages.want(first, last), [pages, first, last, state.version]);

  const keys = useListKeys({
    total,
    perPage: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 1),
    pages,
    selected,
    onSelect,
    onOpen,
    show: (index) => showRow(tall, list, index, rowHeight),
  });
  const base = baseOf(rows[0]?.start ?? 0);
  const shift = (scroller.current?.scrollTop ?? 0) - tall.offset;
  const scaled = list.getTotalSize() > tallestList;
  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-activedescendant={total > 0 ? rowId(keys.active) : undefined}
      onKeyDown={keys.onKeyDown}
      aria-label={history.title}
      aria-rowcount={total + 1}
      aria-multiselectable
      aria-busy={state.total === undefined}
    >
      <div className="grid-head" role="rowgroup">
        <div className="line" role="row" aria-rowindex={1}>
          <div role="columnheader" className="cell choose">
            <input
              type="checkbox"
              aria-label={history.selectAll}
              checked={selected.size > 0}
              ref={(box) => {
                if (box !== null) box.indeterminate = selected.size > 0 && selected.size < total;
              }}
              onChange={() => (selected.size > 0 ? onSelect(new Set()) : keys.selectAll())}
            />
          </div>
          <Head by="file" label={history.file} sort={sort} onSort={onSort} />
          <Head by="table" label={history.table} sort={sort} onSort={onSort} />
          <Head by="state" label={history.state} sort={sort} onSort={onSort} />
          <Head by="rows" label={history.rows} number sort={sort} onSort={onSort} />
          <Head by="size" label={history.size} number sort={sort} onSort={onSort} />
          <Head by="arrived" label={history.arrived} sort={sort} onSort={onSort} />
          <Head by="delivered" label={history.delivered} sort={sort} onSort={onSort} />
        </div>
      </div>
      <div
        className="grid-body"
        role="rowgroup"
        style={{ blockSize: scaled ? tallestList : list.getTotalSize() }}
      >
        <div
          role="presentation"
          className="grid-rows"
          style={{ transform: `translateY(${base + (scaled ? shift : 0)}px)` }}
        >
          {rows.map((item) => {
            const row = pages.row(item.index);
            return (
              <HistoryLine
                key={item.key}
                index={item.index}
                top={item.start - base}
                row={row}
                now={now}
                active={item.index === keys.active}
                open={row !== undefined && row.id === open}
                selected={row !== undefined && selected.has(row.id)}
                onPress={keys.press}
                onToggle={keys.toggle}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
};
