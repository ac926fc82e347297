import { FileUp } from 'lucide-react';
import type { LaneName } from '../../door/window-door.ts';
import { Button } from '../../ui/button.tsx';
import { chooseFiles, useDropTarget } from '../../ui/drop-target.ts';
import { FaultNote } from '../../ui/fault-note.tsx';
import { useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { go, pathOf } from '../../route.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useGive } from '../overview/use-give.ts';
import { Work } from '../overview/work.tsx';
import { useNow } from '../../ui/time.tsx';
import { StepPage } from './step-page.tsx';

/** The first file: dropped here, and its way shown until it is delivered. */
export const FileStep = ({ lane }: { readonly lane: LaneName }) => {
  const { words, live } = useWindow();
  const { setup } = words;
  const now = useNow();
  const give = useGive(lane);
  const drop = useDropTarget(give);
  const connection = live.status?.connections.find((one) => one.name === lane.connection);
  const table = connection?.tables.find((one) => one.name === lane.table);
  const { value: page } = useCall(
    'history.page',
    { query: lane, sort: { by: 'arrived', descending: true }, offset: 0, limit: 5 },
    live.changes,
  );
  const rows = page?.rows ?? [];
  const delivered = rows.some((row) => row.state === 'delivered');
  return (
    <StepPage
      step="file"
      foot={
        <>
          <span />
          <Button kind="primary" onClick={() => go('/')}>
            {setup.toOverview}
          </Button>
        </>
      }
    >
      <div className="form">
        {delivered ? (
          <div className="note good" role="status">
            <div className="note-text">
              <p className="note-what">{setup.done}</p>
              <p>{setup.doneLead}</p>
            </div>
          </div>
        ) : null}
        {connection?.fault ? (
          <FaultNote fault={connection.fault} place={{ connection: lane.connection }} />
        ) : null}
        <div className={drop.over ? 'drop-box over' : 'drop-box'} {...drop.handlers}>
          <FileUp aria-hidden size={26} strokeWidth={1.4} />
          <p>{setup.fileLead(lane.table)}</p>
          <p className="code">{table?.folder ?? ''}</p>
          <Button onClick={() => chooseFiles(true, give)}>{setup.chooseFiles}</Button>
        </div>
        {table === undefined || table.work.length === 0 ? null : <Work work={table.work} now={now} />}
        {rows.length === 0 ? <p className="faint">{setup.fileWaiting}</p> : null}
        <table className="lines-table">
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={`#${pathOf('history', String(row.id))}`}>{row.source}</a>
                </th>
                <td>
                  <StateBadge state={row.state} />
                </td>
                <td className="number">{row.rows === null ? '' : words.common.rows(row.rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </StepPage>
  );
};
