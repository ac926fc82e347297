import { FileSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallInput } from '../../../electron/contract/calls.ts';
import { Button } from '../../ui/button.tsx';
import { chooseFiles, useDropTarget } from '../../ui/drop-target.ts';
import { FaultNote } from '../../ui/fault-note.tsx';
import { usePathChoice } from '../../ui/path-field.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { PreviewTabs } from './preview-tabs.tsx';
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
  const { table, common } = words;
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
            <h2>
              <PathText path={sample.name} />
            </h2>
            <Button onClick={pick}>{table.anotherSample}</Button>
            <p className="faint" role="status">
              {preview === undefined
                ? table.reading
                : [
                    preview.encoding,
                    common.rows(preview.rows),
                    table.fields(preview.columns.length),
                    preview.rejectedRows > 0 ? table.setAside(common.rows(preview.rejectedRows)) : null,
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
            </p>
          </header>
          {busy ? <ProgressBar label={table.reading} done={0} total={0} /> : null}
          {fault === undefined ? null : <FaultNote fault={fault} place={{}} />}
          {preview?.fault ? <FaultNote fault={preview.fault} place={{}} title={table.refused} /> : null}
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
