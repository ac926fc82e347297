import { FlaskConical, Play, Square } from 'lucide-react';
import { useState } from 'react';
import type { CallOutput, SandboxState } from '../../../electron/contract/calls.ts';
import { go } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { PreviewRows } from '../table/preview-rows.tsx';
import { Loads } from './loads.tsx';

/** What the local sandbox holds: tables, rows, loads and the errors of its monitoring. */
export const SandboxScreen = () => {
  const { words, live, refresh, reloadConfiguration } = useWindow();
  const { sandbox } = words;
  const act = useAct();
  const [starting, setStarting] = useState(false);
  const { value: state, fault, reload } = useCall('sandbox.state', {}, live.changes);
  const { value: loads } = useCall('sandbox.loads', state?.running === true ? {} : undefined, live.changes);
  const start = async (): Promise<void> => {
    setStarting(true);
    const tried = await act('sandbox.try', {});
    await reloadConfiguration();
    setStarting(false);
    refresh();
    if (tried !== undefined) go('/');
  };
  const stop = (): void => void act('sandbox.stop', {}).then(reload);
  const running = state?.running === true;
  return (
    <Page
      title={sandbox.title}
      lead={running && state.endpoint !== null ? sandbox.runningAt(state.endpoint) : sandbox.lead}
      actions={
        running ? (
          <Button icon={Square} onClick={stop}>
            {sandbox.stop}
          </Button>
        ) : undefined
      }
    >
      {fault === undefined ? null : <FaultNote fault={fault} />}
      {state === undefined || running ? null : (
        <Empty icon={FlaskConical} title={sandbox.notRunning} help={sandbox.notRunningHelp}>
          <Button kind="primary" icon={Play} disabled={starting} onClick={() => void start()}>
            {sandbox.start}
          </Button>
          {starting ? <ProgressBar label={words.setup.trying} done={0} total={0} /> : null}
        </Empty>
      )}
      {running ? (
        <>
          <Tables state={state} changes={live.changes} />
          <Loads loads={loads ?? []} />
        </>
      ) : null}
    </Page>
  );
};

const cellText = (cell: CallOutput<'sandbox.show'>['rows'][number][number]): string | null =>
  cell === null ? null : String(cell);
const shownRows = 100;

const Tables = ({ state, changes }: { readonly state: SandboxState; readonly changes: number }) => {
  const { words, format } = useWindow();
  const { sandbox, common } = words;
  const [chosen, setChosen] = useState('');
  const keyOf = (table: SandboxState['tables'][number]): string => `${table.connection}/${table.table}`;
  const table =
    state.tables.find((one) => keyOf(one) === chosen) ??
    state.tables.find((one) => one.rows > 0) ??
    state.tables[0];
  const { value: shown } = useCall(
    'sandbox.show',
    table === undefined ? undefined : { connection: table.connection, table: table.table, limit: shownRows },
    changes,
  );
  return (
    <section className="block" aria-label={sandbox.tables}>
      <header className="block-head">
        <h2>{sandbox.tables}</h2>
      </header>
      {state.tables.length === 0 ? <p className="faint">{sandbox.noTables}</p> : null}
      <div className="sandbox-tables">
        <ul className="sandbox-list">
          {state.tables.map((one) => (
            <li key={keyOf(one)}>
              <button
                type="button"
                aria-pressed={table !== undefined && keyOf(one) === keyOf(table)}
                title={keyOf(one)}
                onClick={() => setChosen(keyOf(one))}
              >
                <span>{one.table}</span>
                <span className="faint">{format.number(one.rows)}</span>
              </button>
            </li>
          ))}
        </ul>
        {table === undefined || shown === undefined ? null : (
          <div className="sandbox-rows">
            <p className="faint">
              {table.connection} / {table.table} · {common.rows(table.rows)} ·{' '}
              {sandbox.columns(shown.columns.length)}
              {table.rows > shownRows ? ` · ${sandbox.first(common.rows(shownRows))}` : ''}
            </p>
            <PreviewRows
              label={table.table}
              header={shown.columns.map((column) => column.name)}
              rows={shown.rows.map((row) => row.map(cellText))}
              numeric={shown.columns.map((column) => column.type === 'INTEGER' || column.type === 'FLOAT')}
            />
          </div>
        )}
      </div>
    </section>
  );
};
