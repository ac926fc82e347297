import { FolderSync, Pause, Play, Plus, Settings2 } from 'lucide-react';
import type { Connection } from '../../../electron/contract/configuration.ts';
import type { ConnectionView } from '../../../electron/contract/views.ts';
import { useEngineActs } from '../../frame/use-engine-acts.ts';
import { go, pathOf } from '../../route.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ConnectionBadge } from '../../ui/state-badge.tsx';
import { useWindow } from '../../window-context.ts';
import { TableRow } from './table-row.tsx';

interface BlockProps {
  readonly connection: Connection;
  /** Undefined for a connection without tables: the engine has nothing to tell of it. */
  readonly view: ConnectionView | undefined;
  readonly now: number;
}

/** One connection: its name and state, what stops it, and its tables. */
export const ConnectionBlock = ({ connection, view, now }: BlockProps) => {
  const { words } = useWindow();
  const { name } = connection;
  const acts = useEngineActs();
  const tables = view?.tables ?? [];
  const state = view?.state ?? 'ready';
  const paused = state === 'paused';
  const edit = (): void => go(pathOf('connections', name));
  const addTable = (): void => go(pathOf('connections', name, 'new-table'));
  return (
    <section className="block" aria-label={name}>
      <header className="block-head">
        <h2>
          <a href={`#${pathOf('connections', name)}`}>{name}</a>
        </h2>
        <ConnectionBadge state={state} />
        <span className="faint">{words.common.tables(tables.length)}</span>
        <div className="block-actions">
          <IconButton icon={Plus} label={words.overview.addTable} onClick={addTable} />
          <Menu
            label={`${words.common.more}: ${name}`}
            items={[
              { label: words.common.scanNow, icon: FolderSync, act: () => acts.scan({ connection: name }) },
              paused || state === 'held'
                ? { label: words.common.resume, icon: Play, act: () => acts.resume({ connection: name }) }
                : { label: words.common.pause, icon: Pause, act: () => acts.pause({ connection: name }) },
              undefined,
              { label: words.overview.addTable, icon: Plus, act: addTable },
              { label: words.overview.editConnection, icon: Settings2, act: edit },
            ]}
          />
        </div>
      </header>
      {view?.fault ? (
        <FaultNote fault={view.fault} place={{ connection: name }}>
          <Button kind="primary" onClick={() => acts.resume({ connection: name })}>
            {words.common.retry}
          </Button>
        </FaultNote>
      ) : null}
      {tables.length === 0 ? (
        <div className="block-empty">
          <p>
            {words.overview.noTables} <span className="faint">{words.overview.noTablesHelp}</span>
          </p>
          <Button kind="primary" icon={Plus} onClick={addTable}>
            {words.overview.addTable}
          </Button>
        </div>
      ) : (
        <div className="scroll-x">
          <table className="lanes">
            <thead>
              <tr>
                <th scope="col">{words.overview.table}</th>
                <th scope="col">{words.overview.state}</th>
                <th scope="col" className="number" title={words.overview.openHelp}>
                  {words.overview.open}
                </th>
                <th scope="col" className="number" title={words.overview.todayHelp}>
                  {words.overview.today}
                </th>
                <th scope="col" className="number">
                  {words.overview.rejected}
                </th>
                <th scope="col">{words.overview.last}</th>
                <th scope="col">
                  <span className="hidden">{words.overview.actions}</span>
                </th>
              </tr>
            </thead>
            {tables.map((table) => (
              <TableRow
                key={table.name}
                connection={name}
                state={state}
                table={table}
                now={now}
                acts={acts}
              />
            ))}
          </table>
        </div>
      )}
    </section>
  );
};
