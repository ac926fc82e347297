import { memo, type MouseEvent } from 'react';
import type { HistoryRow } from '../../../electron/contract/views.ts';
import { PathText } from '../../ui/path-text.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Time } from '../../ui/time.tsx';
import { useWindow } from '../../window-context.ts';

export const rowId = (index: number): string => `delivery-line-${index}`;

interface LineProps {
  readonly index: number;
  readonly top: number;
  /** Undefined while it is being read. */
  readonly row: HistoryRow | undefined;
  readonly now: number;
  readonly active: boolean;
  readonly open: boolean;
  readonly selected: boolean;
  readonly onPress: (index: number, event: MouseEvent) => void;
  readonly onToggle: (index: number) => void;
}

/** One delivery in the list. */
export const HistoryLine = memo((props: LineProps) => {
  const { index, top, row, now, active, open, selected, onPress, onToggle } = props;
  const { words, format } = useWindow();
  const classes = ['line', active ? 'active' : '', open ? 'open' : '', selected ? 'selected' : ''].filter(
    (one) => one !== '',
  );
  return (
    <div
      id={rowId(index)}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onPress(index, event)}
    >
      {row === undefined ? (
        <div role="gridcell" className="cell placeholder" aria-label={words.common.loading} />
      ) : (
        <>
          <div role="gridcell" className="cell choose">
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              aria-label={words.history.selectRow(row.source)}
              onClick={(event) => event.stopPropagation()}
              onChange={() => onToggle(index)}
            />
          </div>
          <div role="gridcell" className="cell file">
            <PathText path={row.source} />
          </div>
          <div role="gridcell" className="cell table" title={`${row.connection} / ${row.table}`}>
            {row.table}
          </div>
          <div role="gridcell" className="cell state">
            <StateBadge state={row.state} />
          </div>
          <div role="gridcell" className="cell rows number">
            {row.rows === null ? <span className="faint">–</span> : format.number(row.rows)}
          </div>
          <div role="gridcell" className="cell size number">
            {row.bytesIn === null ? <span className="faint">–</span> : format.bytes(row.bytesIn)}
          </div>
          <div role="gridcell" className="cell arrived">
            <Time at={row.arrivedAt} now={now} />
          </div>
          <div role="gridcell" className="cell delivered">
            {row.deliveredAt === null ? (
              <span className="faint">–</span>
            ) : (
              <Time at={row.deliveredAt} now={now} />
            )}
          </div>
        </>
      )}
    </div>
  );
});
HistoryLine.displayName = 'HistoryLine';
