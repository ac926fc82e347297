import { History, Table2, Trash2 } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { Connection, TargetTable } from '../../../electron/contract/configuration.ts';
import { go, pathOf, setGuard, withQuery } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { DeleteTable } from './delete-table.tsx';
import { PreviewPart } from './preview-part.tsx';
import { draftOf, errorsOf, tableOf, type TableDraft } from './table-draft.ts';
import { TableBasics } from './table-basics.tsx';
import { RuleFields, WatchingFields } from './table-rules.tsx';

interface ScreenProps {
  readonly connection: string;
  /** Undefined for a new table. */
  readonly name: string | undefined;
}

/** One target table: folder, structure, rules, and a preview of a sample beside them. */
export const TableScreen = ({ connection, name }: ScreenProps) => {
  const { configuration, words } = useWindow();
  if (configuration === undefined) return <Page title={name ?? words.table.newTitle}>{null}</Page>;
  const found = configuration.connections.find((one) => one.name === connection);
  const table = found?.tables.find((one) => one.name === name);
  if (found === undefined || (name !== undefined && table === undefined)) {
    return (
      <Page title={name ?? words.table.newTitle}>
        <Empty icon={Table2} title={words.table.unknownTable} />
      </Page>
    );
  }
  return <TableForm connection={found} table={table} />;
};

const TableForm = ({
  connection,
  table,
}: {
  readonly connection: Connection;
  readonly table: TargetTable | undefined;
}) => {
  const { words, say, reloadConfiguration } = useWindow();
  const act = useAct();
  const saved = useMemo(() => draftOf(table), [table]);
  const [change, setChange] = useState<Partial<TableDraft>>({});
  const [tried, setTried] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const formId = useId();
  const draft: TableDraft = { ...saved, ...change };
  const taken = connection.tables.map((one) => one.name).filter((one) => one !== table?.name);
  const errors = errorsOf(draft, taken, words);
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved);
  useUnsaved(dirty);
  const set = (more: Partial<TableDraft>): void => setChange((before) => ({ ...before, ...more }));
  const lane = { connection: connection.name, table: draft.name.trim() || 'table' };

  const save = async (): Promise<void> => {
    setTried(true);
    const whole = Object.keys(errors).length > 0 ? undefined : tableOf(draft);
    if (whole === undefined) return;
    const done = await act('table.save', {
      connection: connection.name,
      table: whole,
      ...(table === undefined ? {} : { before: table.name }),
    });
    if (done === undefined) return;
    setGuard(undefined);
    await reloadConfiguration();
    setChange({});
    say({ text: words.common.saved });
    if (whole.name !== table?.name) go(pathOf('connections', connection.name, 'tables', whole.name));
  };

  // what is wrong says so at once, what is missing only when it is saved
  const { name: nameError, ...others } = errors;
  const shown = tried ? errors : draft.name === '' || nameError === undefined ? {} : { name: nameError };
  return (
    <Page
      title={table?.name ?? words.table.newTitle}
      lead={
        <>
          {words.table.inConnection}{' '}
          <a href={`#${pathOf('connections', connection.name)}`}>{connection.name}</a>
        </>
      }
      foot={
        <SaveBar
          form={formId}
          dirty={dirty}
          onDiscard={table === undefined ? undefined : () => setChange({})}
        />
      }
      actions={
        table === undefined ? undefined : (
          <>
            <Button
              icon={History}
              onClick={() => go(withQuery('/history', { connection: connection.name, table: table.name }))}
            >
              {words.common.history}
            </Button>
            <Button
              icon={Table2}
              onClick={() => go(pathOf('connections', connection.name, 'tables', table.name, 'schema'))}
            >
              {words.table.schemaTitle}
            </Button>
          </>
        )
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="editor">
          <div className="form">
            <TableBasics
              draft={draft}
              errors={shown}
              lane={lane}
              except={table === undefined ? undefined : { connection: connection.name, table: table.name }}
              onChange={set}
            />
          </div>
          <PreviewPart draft={draft} onChange={set} />
          <div className="form editor-rules">
            <details className="form-part">
              <summary>{words.table.watching}</summary>
              <WatchingFields draft={draft} error={others.settleSeconds} onChange={set} />
            </details>
            <details className="form-part">
              <summary>{words.table.rules}</summary>
              <RuleFields draft={draft} onChange={set} />
            </details>
            {table === undefined ? null : (
              <div className="form-part">
                <Button kind="danger" icon={Trash2} onClick={() => setDeleting(true)}>
                  {words.table.delete}
                </Button>
              </div>
            )}
          </div>
        </div>
      </form>
      {deleting && table !== undefined ? (
        <DeleteTable connection={connection.name} table={table.name} onClose={() => setDeleting(false)} />
      ) : null}
    </Page>
  );
};
