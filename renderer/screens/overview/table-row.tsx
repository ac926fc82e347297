import { FilePlus2, FolderOpen, FolderSync, History, Pause, Play, Settings2, Table2 } from 'lucide-react';
import type { ConnectionState, TableView } from '../../../electron/contract/views.ts';
import type { EngineActs } from '../../frame/use-engine-acts.ts';
import { go, pathOf, withQuery } from '../../route.ts';
import { IconButton } from '../../ui/button.tsx';
import { chooseFiles, useDropTarget } from '../../ui/drop-target.ts';
import { Menu } from '../../ui/menu.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { Time } from '../../ui/time.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { LaneState } from './lane-state.tsx';
import { useGive } from './use-give.ts';
import { Work } from './work.tsx';

interface RowProps {
  readonly connection: string;
  /** Of its connection. */
  readonly state: ConnectionState;
  readonly table: TableView;
  readonly now: number;
  readonly acts: EngineActs;
}

/** One target table, which is a drop zone as well. */
export const TableRow = ({ connection, state, table, now, acts }: RowProps) => {
  const { words, format, abilities } = useWindow();
  const act = useAct();
  const give = useGive({ connection, table: table.name });
  const drop = useDropTarget(give);
  const scope = { connection, table: table.name };
  // a file that is still settling waits too, as far as a person is concerned
  const open = table.waiting + table.inWork + (table.folderState?.settling ?? 0);
  const history = (state?: string): string => withQuery('/history', { ...scope, state });
  const page = (...more: readonly string[]): void =>
    go(pathOf('connections', connection, 'tables', table.name, ...more));
  return (
    <tbody className={drop.over ? 'lane over' : 'lane'} data-table={table.name} {...drop.handlers}>
      <tr>
        <th scope="row">
          <div className="lane-name">
            <a href={`#${pathOf('connections', connection, 'tables', table.name)}`}>{table.name}</a>
            <span className="folder">
              <PathText path={table.folder} />
            </span>
          </div>
        </th>
        <td>
          <LaneState table={table} connection={state} />
        </td>
        <td className="number">
          <span className={open === 0 ? 'faint' : undefined}>{format.number(open)}</span>
        </td>
        <td className="number">
          <span className={table.deliveredToday === 0 ? 'faint' : undefined}>
            {format.number(table.deliveredToday)}
          </span>
        </td>
        <td className="number">
          {table.attention > 0 ? (
            <a className="tone bad" href={`#${history('rejected')}`}>
              {format.number(table.attention)}
            </a>
          ) : (
            <span className="faint">0</span>
          )}
        </td>
        <td className="when">
          {table.lastDeliveredAt === null ? (
            <span className="faint">{words.overview.never}</span>
          ) : (
            <Time at={table.lastDeliveredAt} now={now} />
          )}
        </td>
        <td className="row-actions">
          <IconButton
            icon={FilePlus2}
            label={`${words.overview.addFiles} ${table.name}`}
            onClick={() => chooseFiles(true, give)}
          />
          <Menu
            label={`${words.common.more}: ${table.name}`}
            items={[
              { label: words.overview.addFiles, icon: FilePlus2, act: () => chooseFiles(true, give) },
              { label: words.common.scanNow, icon: FolderSync, act: () => acts.scan(scope) },
              table.paused
                ? { label: words.common.resume, icon: Play, act: () => acts.resume(scope) }
                : { label: words.common.pause, icon: Pause, act: () => acts.pause(scope) },
              ...(abilities.openFolders
                ? [
                    {
                      label: words.overview.openFolder,
                      icon: FolderOpen,
                      act: () => void act('folder.open', scope),
                    },
                  ]
                : []),
              undefined,
              { label: words.overview.showHistory, icon: History, act: () => go(history()) },
              { label: words.overview.schema, icon: Table2, act: () => page('schema') },
              { label: words.overview.settings, icon: Settings2, act: () => page() },
            ]}
          />
        </td>
      </tr>
      {drop.over || table.work.length > 0 ? (
        <tr className="lane-work">
          <td colSpan={7}>
            {drop.over ? (
              <span className="drop-here">{words.overview.drop(table.name)}</span>
            ) : (
              <Work work={table.work} now={now} />
            )}
          </td>
        </tr>
      ) : null}
    </tbody>
  );
};
