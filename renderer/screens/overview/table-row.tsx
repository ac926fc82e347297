import {
  FilePlus2,
  FolderOpen,
  FolderSync,
  FolderX,
  History,
  PauseCircle,
  Pause,
  Play,
  Settings2,
  Table2,
} from 'lucide-react';
import type { TableView } from '../../../electron/contract/views.ts';
import { whatHappened } from '../../../electron/contract/words/sentence.ts';
import { middle } from '../../format.ts';
import type { EngineActs } from '../../frame/use-engine-acts.ts';
import { go, pathOf, withQuery } from '../../route.ts';
import { IconButton } from '../../ui/button.tsx';
import { chooseFiles, useDropTarget } from '../../ui/drop-target.ts';
import { Menu } from '../../ui/menu.tsx';
import { Time } from '../../ui/time.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { useGive } from './use-give.ts';
import { Work } from './work.tsx';

interface RowProps {
  readonly connection: string;
  readonly table: TableView;
  readonly now: number;
  readonly acts: EngineActs;
}

const FolderLine = ({ table }: { readonly table: TableView }) => {
  const { words, language } = useWindow();
  const { folderState: folder } = table;
  if (folder !== null && !folder.reachable) {
    return (
      <span
        className="folder bad"
        title={folder.fault === null ? table.folder : whatHappened(folder.fault, language)}
      >
        <FolderX aria-hidden size={12} /> {words.overview.folderMissing}: {middle(table.folder, 40)}
      </span>
    );
  }
  return (
    <span className="folder" title={table.folder}>
      {middle(table.folder, 46)}
    </span>
  );
};

/** One target table, which is a drop zone as well. */
export const TableRow = ({ connection, table, now, acts }: RowProps) => {
  const { words, format, abilities } = useWindow();
  const act = useAct();
  const give = useGive({ connection, table: table.name });
  const drop = useDropTarget(give);
  const scope = { connection, table: table.name };
  const settling = table.folderState?.settling ?? 0;
  const history = (state?: string): string => withQuery('/history', { ...scope, state });
  const page = (...more: readonly string[]): void =>
    go(pathOf('connections', connection, 'tables', table.name, ...more));
  return (
    <tbody className={drop.over ? 'lane over' : 'lane'} data-table={table.name} {...drop.handlers}>
      <tr>
        <th scope="row">
          <div className="lane-name">
            <a href={`#${pathOf('connections', connection, 'tables', table.name)}`}>{table.name}</a>
            {table.paused ? (
              <span className="badge calm">
                <PauseCircle aria-hidden size={13} /> <span>{words.common.pausedState}</span>
              </span>
            ) : null}
            <FolderLine table={table} />
          </div>
        </th>
        <td className="number">
          <span className={table.waiting === 0 ? 'faint' : undefined}>{format.number(table.waiting)}</span>
          {settling === 0 ? null : <span className="under">{words.overview.settling(settling)}</span>}
        </td>
        <td className="number">
          <span className={table.inWork === 0 ? 'faint' : undefined}>{format.number(table.inWork)}</span>
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
