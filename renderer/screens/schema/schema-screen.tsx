import { Download, RotateCcw, Table2, Upload } from 'lucide-react';
import { useId, useState } from 'react';
import { PinnedSchema } from '../../../electron/contract/schema.ts';
import { pathOf } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { chooseFiles } from '../../ui/drop-target.ts';
import { Empty } from '../../ui/empty.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Page } from '../../ui/page.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Time, useNow } from '../../ui/time.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { SchemaTable } from './schema-table.tsx';

interface ScreenProps {
  readonly connection: string;
  readonly table: string;
}

/** The columns that a table is read with: since when, from which file, and what did not fit. */
export const SchemaScreen = ({ connection, table }: ScreenProps) => {
  const { words, live, say, configuration } = useWindow();
  const act = useAct();
  const now = useNow();
  const formId = useId();
  const lane = { connection, table };
  const { value, fault, reload } = useCall('schema.get', lane, live.changes);
  const [edited, setEdited] = useState<PinnedSchema>();
  const [forgetting, setForgetting] = useState(false);
  useUnsaved(edited !== undefined);
  const schema = edited ?? value?.schema ?? undefined;
  const target = configuration?.connections
    .find((one) => one.name === connection)
    ?.tables.find((one) => one.name === table);
  const changed = (text: string): void => {
    setEdited(undefined);
    reload();
    say({ text });
  };
  const save = (): void => {
    if (edited === undefined) return;
    void act('schema.set', { ...lane, schema: edited }).then((set) =>
      set === undefined ? undefined : changed(words.common.saved),
    );
  };
  const forget = (): void =>
    void act('schema.reset', lane).then((set) =>
      set === undefined ? undefined : changed(words.table.schemaForgotten),
    );
  const edit = (next: PinnedSchema): void =>
    setEdited({ ...next, from: 'person', pinnedAt: new Date().toISOString() });
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const read = PinnedSchema.safeParse(
      await file
        .text()
        .then(JSON.parse)
        .catch(() => undefined),
    );
    if (read.success) edit(read.data);
    else say({ text: words.table.schemaUnreadable(file.name), kind: 'fault' });
  };
  return (
    <Page
      title={`${words.table.schemaTitle}: ${table}`}
      lead={
        <>
          {words.table.inConnection}{' '}
          <a href={`#${pathOf('connections', connection, 'tables', table)}`}>
            {connection} / {table}
          </a>
          {schema === undefined ? null : (
            <>
              {' · '}
              <Origin schema={schema} now={now} />
            </>
          )}
        </>
      }
      foot={
        edited === undefined ? undefined : (
          <SaveBar form={formId} dirty onDiscard={() => setEdited(undefined)} />
        )
      }
      actions={
        <>
          <Button icon={Upload} onClick={() => chooseFiles(false, ([file]) => void take(file))}>
            {words.table.schemaImport}
          </Button>
          {schema === undefined ? null : (
            <>
              <Button
                icon={Download}
                onClick={() =>
                  saveFile(`${table}.schema.json`, 'application/json', JSON.stringify(schema, undefined, 2))
                }
              >
                {words.table.schemaExport}
              </Button>
              <Button icon={RotateCcw} onClick={() => setForgetting(true)}>
                {words.table.schemaReset}
              </Button>
            </>
          )}
        </>
      }
    >
      {fault === undefined ? null : <FaultNote fault={fault} />}
      {value !== undefined && schema === undefined ? (
        <Empty icon={Table2} title={words.table.schemaNone} help={words.table.schemaNoneHelp} />
      ) : null}
      {schema === undefined ? null : (
        <form
          id={formId}
          className="block"
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <SchemaTable
            schema={schema}
            primaryKey={target?.primaryKey ?? []}
            ageColumn={target?.ageColumn}
            onChange={(columns) => edit({ ...schema, columns: [...columns] })}
          />
          <p className="field-note schema-note">{words.table.schemaLead}</p>
        </form>
      )}
      {value === undefined || value.schema === null ? null : (
        <section className="block stack">
          <h2>{words.table.misfits}</h2>
          {value.misfits.length === 0 ? <p className="faint">{words.table.noMisfits}</p> : null}
          {value.misfits.map((misfit) => (
            <div key={misfit.id}>
              <p>
                <a href={`#${pathOf('history', String(misfit.id))}`}>{misfit.file}</a>{' '}
                <span className="faint">
                  <Time at={misfit.at} now={now} />
                </span>
              </p>
              <FaultNote fault={misfit.fault} place={{}} calm />
            </div>
          ))}
        </section>
      )}
      {forgetting ? (
        <Confirm
          title={words.table.schemaResetAsk}
          body={words.table.schemaResetBody}
          label={words.table.schemaReset.replace('…', '').trim()}
          danger
          onConfirm={forget}
          onClose={() => setForgetting(false)}
        />
      ) : null}
    </Page>
  );
};

const Origin = ({ schema, now }: { readonly schema: PinnedSchema; readonly now: number }) => {
  const { words, format } = useWindow();
  const when = format.relative(schema.pinnedAt, Math.max(now, Date.parse(schema.pinnedAt)));
  return (
    <span title={format.exact(schema.pinnedAt)}>
      {schema.from === 'person' ? words.table.pinnedPerson(when) : words.table.pinned(when, schema.from)}
    </span>
  );
};
