import { useEffect, useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { draftOf, errorsOf, tableOf, type TableDraft } from '../table/table-draft.ts';
import { TableBasics } from '../table/table-basics.tsx';
import { StepPage } from './step-page.tsx';

/** Which folder feeds which table; a folder is suggested. */
export const TableStep = ({
  connection,
  onDone,
}: {
  readonly connection: string;
  readonly onDone: (table: string) => void;
}) => {
  const { words, door, reloadConfiguration } = useWindow();
  const act = useAct();
  const [draft, setDraft] = useState<TableDraft>(() => draftOf(undefined));
  const [tried, setTried] = useState(false);
  const formId = useId();
  const [own, setOwn] = useState(false);
  const errors = errorsOf(draft, [], words);
  const { name } = draft;
  useEffect(() => {
    if (own || errors.name !== undefined || name.trim() === '') return undefined;
    const timer = setTimeout(() => {
      void door.call('folder.suggest', { connection, table: name.trim() }).then((found) => {
        if (found.ok) setDraft((before) => ({ ...before, folder: found.value.path }));
      });
    }, 250);
    return () => clearTimeout(timer);
  }, [door, connection, name, own, errors.name]);
  const save = async (): Promise<void> => {
    setTried(true);
    const table = Object.keys(errors).length > 0 ? undefined : tableOf(draft);
    if (table === undefined) return;
    if ((await act('table.save', { connection, table })) === undefined) return;
    await reloadConfiguration();
    onDone(table.name);
  };
  return (
    <StepPage
      step="table"
      foot={
        <>
          <span />
          <Button kind="primary" type="submit" form={formId}>
            {words.common.next}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TableBasics
          draft={draft}
          errors={
            tried ? errors : draft.name !== '' && errors.name !== undefined ? { name: errors.name } : {}
          }
          lane={{ connection, table: name.trim() || 'table' }}
          except={undefined}
          onChange={(change) => {
            if (change.folder !== undefined) setOwn(true);
            setDraft((before) => ({ ...before, ...change }));
          }}
        />
      </form>
    </StepPage>
  );
};
