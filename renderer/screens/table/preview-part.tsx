import { FileSearch } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { CallInput, Preview } from '../../../electron/contract/calls.ts';
import { Button } from '../../ui/button.tsx';
import { chooseFiles, useDropTarget } from '../../ui/drop-target.ts';
import { FaultNote } from '../../ui/fault-note.tsx';
import { usePathChoice } from '../../ui/path-field.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { PreviewColumns } from './preview-columns.tsx';
import { PreviewNested } from './preview-nested.tsx';
import { PreviewRows } from './preview-rows.tsx';
import { ReadOptionFields } from './read-options.tsx';
import type { TableDraft } from './table-draft.ts';

interface PartProps {
  readonly draft: TableDraft;
  readonly onChange: (change: Partial<TableDraft>) => void;
}

/** Changes rest this long before the sample is read again, in milliseconds. */
const changesRest = 250;

const useRested = <T,>(value: T): T => {
  const [rested, setRested] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(JSON.parse(text) as T), changesRest);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
};

const questionOf = (path: string, draft: TableDraft): CallInput<'sample.preview'> => ({
  path,
  options: draft.options,
  structure: draft.structure,
  tableName: draft.name.trim() || 'table',
  primaryKey: draft.primaryKey,
  badRows: draft.badRows,
  ...(draft.ageColumn === '' ? {} : { ageColumn: draft.ageColumn }),
});

/** A sample as it will be read: before anything is saved or sent. */
export const PreviewPart = ({ draft, onChange }: PartProps) => {
  const { door, words, sayFault, abilities } = useWindow();
  const { table } = words;
  const [sample, setSample] = useState<{ readonly path: string; readonly name: string }>();
  const take = ([file]: readonly File[]): void => {
    if (file === undefined) return;
    void door.sample(file).then((given) => {
      if (given.ok) setSample({ path: given.value.path, name: file.name });
      else sayFault(given.fault);
    });
  };
  const { choose, browser, possible } = usePathChoice('file', (path) =>
    setSample({ path, name: path.split(/[\\/]/).at(-1) ?? path }),
  );
  const drop = useDropTarget(take);
  const question = useRested(sample === undefined ? null : questionOf(sample.path, draft));
  const { value: preview, fault, busy } = useCall('sample.preview', question ?? undefined);
  const pick = possible && abilities.shell === 'desktop' ? choose : () => chooseFiles(false, take);
  return (
    <section className="editor-preview stack" aria-label={table.sample} {...drop.handlers}>
      {sample === undefined ? (
        <div className={drop.over ? 'drop-box over' : 'drop-box'}>
          <FileSearch aria-hidden size={26} strokeWidth={1.4} />
          <h2>{table.dropSample}</h2>
          <p>{table.sampleLead}</p>
          <div className="row">
            <Button onClick={pick}>{table.chooseSample}</Button>
            {abilities.shell === 'browser' && possible ? (
              <Button kind="quiet" onClick={choose}>
                {table.onServer}
              </Button>
            ) : null}
          </div>
        </div>
      ) : (
        <>
          <header className="preview-head">
            <h2>{sample.name}</h2>
            <span className="faint">
              {preview === undefined ? table.reading : <Read preview={preview} />}
            </span>
            <Button kind="quiet" onClick={pick}>
              {table.anotherSample}
            </Button>
          </header>
          {busy ? <ProgressBar label={table.reading} done={0} total={0} /> : null}
          {fault === undefined ? null : <FaultNote fault={fault} place={{}} />}
          {preview?.fault ? (
            <div>
              <p className="tone bad">{table.refused}</p>
              <FaultNote fault={preview.fault} place={{}} />
            </div>
          ) : null}
          <ReadOptionFields
            options={draft.options}
            preview={preview}
            onChange={(options) => onChange({ options })}
          />
          {preview === undefined ? null : <PreviewTabs preview={preview} draft={draft} onChange={onChange} />}
        </>
      )}
      {browser}
    </section>
  );
};

const Read = ({ preview }: { readonly preview: Preview }) => {
  const { words } = useWindow();
  return (
    <>
      {[
        preview.format,
        preview.encoding,
        words.common.rows(preview.rows),
        words.table.fields(preview.columns.length),
      ]
        .filter((part) => part !== null)
        .join(' · ')}
    </>
  );
};

const PreviewTabs = ({ preview, draft, onChange }: PartProps & { readonly preview: Preview }) => {
  const { table } = useWindow().words;
  return (
    <Tabs.Root defaultValue="columns">
      <Tabs.List className="tabs-list" aria-label={table.sample}>
        <Tabs.Trigger className="tab" value="columns">
          {table.columns}
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="before">
          {table.before}
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="after">
          {table.after}
        </Tabs.Trigger>
        {draft.structure === 'nested' ? (
          <Tabs.Trigger className="tab" value="derived">
            {table.derived}
          </Tabs.Trigger>
        ) : null}
        <Tabs.Trigger className="tab" value="evidence">
          {preview.warnings.length > 0 ? `${table.evidence} (${preview.warnings.length})` : table.evidence}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className="tab-panel" value="columns">
        <PreviewColumns preview={preview} draft={draft} onChange={onChange} />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="before">
        <PreviewRows header={preview.beforeHeader} rows={preview.before} label={table.before} />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="after">
        <PreviewRows
          header={preview.columns.map((column) => column.name)}
          rows={preview.after}
          label={table.after}
          numeric={preview.columns.map((column) => column.type === 'INTEGER' || column.type === 'FLOAT')}
        />
      </Tabs.Content>
      <Tabs.Content className="tab-panel" value="derived">
        <PreviewNested preview={preview} />
      </Tabs.Content>
      <Tabs.Content className="tab-panel stack" value="evidence">
        {preview.warnings.length === 0 ? null : (
          <section>
            <h3>{table.warnings}</h3>
            <ul className="plain-list">
              {preview.warnings.map((warning) => (
                <li key={`${warning.code} ${warning.column ?? ''}`}>{warning.message}</li>
              ))}
            </ul>
          </section>
        )}
        <section>
          <h3>{table.evidence}</h3>
          <ul className="plain-list">
            {preview.evidence.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      </Tabs.Content>
    </Tabs.Root>
  );
};
