import { Download, RotateCcw, Table2 } from 'lucide-react';
import { useState } from 'react';
import { ColumnType } from '../../../electron/contract/state.ts';
import type { ColumnReading, PinnedSchema } from '../../../electron/contract/schema.ts';
import { pathOf } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Page } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Time, useNow } from '../../ui/time.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

/** The columns that a table is read with: since when, from which file, and what did not fit. */
export const SchemaScreen = ({
  connection,
  table,
}: {
  readonly connection: string;
  readonly table: string;
}) => {
  const { words, live, say } = useWindow();
  const act = useAct();
  const now = useNow();
  const lane = { connection, table };
  const { value, fault, reload } = useCall('schema.get', lane, live.changes);
  const [edited, setEdited] = useState<PinnedSchema>();
  const [forgetting, setForgetting] = useState(false);
  useUnsaved(edited !== undefined);
  const schema = edited ?? value?.schema ?? undefined;
  const changed = (text: string): void => {
    setEdited(undefined);
    reload();
    say({ text });
  };
  const save = (): void => {
    if (edited !== undefined)
      void act('schema.set', { ...lane, schema: edited }).then((set) =>
        set === undefined ? undefined : changed(words.common.saved),
      );
  };
  const forget = (): void =>
    void act('schema.reset', lane).then((set) =>
      set === undefined ? undefined : changed(words.table.schemaForgotten),
    );
  return (
    <Page
      title={`${words.table.schemaTitle}: ${table}`}
      lead={words.table.schemaLead}
      actions={
        schema === undefined ? undefined : (
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
        )
      }
    >
      {fault === undefined ? null : <FaultNote fault={fault} />}
      {value !== undefined && schema === undefined ? (
        <Empty icon={Table2} title={words.table.schemaNone} help={words.table.schemaNoneHelp} />
      ) : null}
      {schema === undefined ? null : (
        <section className="block">
          <Origin schema={schema} now={now} />
          <SchemaTable
            schema={schema}
            onChange={(columns) =>
              setEdited({
                ...schema,
                columns: [...columns],
                from: 'person',
                pinnedAt: new Date().toISOString(),
              })
            }
          />
          {edited === undefined ? null : (
            <div className="row">
              <Button kind="primary" onClick={save}>
                {words.common.save}
              </Button>
              <Button onClick={() => setEdited(undefined)}>{words.common.cancel}</Button>
            </div>
          )}
        </section>
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
    <p className="faint" title={format.exact(schema.pinnedAt)}>
      {schema.from === 'person' ? words.table.pinnedPerson(when) : words.table.pinned(when, schema.from)}
    </p>
  );
};

interface SchemaTableProps {
  readonly schema: PinnedSchema;
  readonly onChange: (columns: readonly ColumnReading[]) => void;
}

const numbersOf = (reading: ColumnReading): string =>
  [
    reading.decimalSeparator === undefined
      ? undefined
      : `1${reading.thousandsSeparator ?? ''}000${reading.decimalSeparator}0`,
    reading.trailingMinus === true ? '1-' : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');

const SchemaTable = ({ schema, onChange }: SchemaTableProps) => {
  const { table } = useWindow().words;
  return (
    <div className="scroll-x">
      <table className="lines-table">
        <thead>
          <tr>
            <th scope="col">{table.column}</th>
            <th scope="col">{table.type}</th>
            <th scope="col">{table.header}</th>
            <th scope="col">{table.dateFormat}</th>
            <th scope="col">{table.numbers}</th>
          </tr>
        </thead>
        <tbody>
          {schema.columns.map((reading, index) => (
            <tr key={reading.column.name}>
              <th scope="row">{reading.column.name}</th>
              <td>
                {reading.column.type === 'STRUCT' || reading.column.type === 'LIST' ? (
                  <span className="code">{reading.column.type}</span>
                ) : (
                  <select
                    aria-label={table.typeOf(reading.column.name)}
                    value={reading.column.type}
                    onChange={(event) => {
                      const type = ColumnType.safeParse(event.target.value);
                      if (!type.success) return;
                      onChange(
                        schema.columns.with(index, {
                          ...reading,
                          column: { ...reading.column, type: type.data },
                        }),
                      );
                    }}
                  >
                    {ColumnType.options.map((type) => (
                      <option key={type}>{type}</option>
                    ))}
                  </select>
                )}
              </td>
              <td className="faint">{reading.header}</td>
              <td className="code">{reading.dateFormat ?? ''}</td>
              <td className="code">{numbersOf(reading)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
