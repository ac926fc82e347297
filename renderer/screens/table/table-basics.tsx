import { FolderPlus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { FolderCheck } from '../../../electron/contract/calls.ts';
import type { LaneName } from '../../door/window-door.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceField, TextField } from '../../ui/field.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import type { TableDraft, TableErrors } from './table-draft.ts';

interface BasicsProps {
  readonly draft: TableDraft;
  readonly errors: TableErrors;
  /** What a folder is suggested for. */
  readonly lane: LaneName;
  /** The table as it is saved: it may of course watch its own folder. */
  readonly except: LaneName | undefined;
  readonly onChange: (change: Partial<TableDraft>) => void;
}

/** A person's typing rests this long before the folder is looked at, in milliseconds. */
const typingRests = 300;

/** Looks at a folder whenever its path changes. */
const useFolderCheck = (path: string, except: LaneName | undefined): FolderCheck | undefined => {
  const { door } = useWindow();
  const [check, setCheck] = useState<FolderCheck>();
  const exceptKey = JSON.stringify(except);
  useEffect(() => {
    setCheck(undefined);
    if (path.trim() === '') return undefined;
    let outdated = false;
    const timer = setTimeout(() => {
      void door
        .call('folder.check', { path: path.trim(), ...(except === undefined ? {} : { except }) })
        .then((answer) => (answer.ok && !outdated ? setCheck(answer.value) : undefined));
    }, typingRests);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [door, path, exceptKey]);
  return check;
};

export const FolderVerdict = ({ check }: { readonly check: FolderCheck | undefined }) => {
  const { words } = useWindow();
  const { table, common } = words;
  if (check === undefined) return null;
  const warnings = [
    check.sharedWith.length > 0 ? table.folderShared(check.sharedWith.join(', ')) : undefined,
    check.network ? table.folderNetwork : undefined,
    check.exists && !check.writable ? table.folderReadOnly : undefined,
  ].filter((warning) => warning !== undefined);
  return (
    <div role="status" className="field-note">
      <p className={check.exists ? 'tone good' : undefined}>
        {check.exists ? table.folderGood(common.files(check.files)) : table.folderNew}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="tone warn">
          {warning}
        </p>
      ))}
    </div>
  );
};

/** Name, folder and structure: what every table needs. */
export const TableBasics = ({ draft, errors, lane, except, onChange }: BasicsProps) => {
  const { words } = useWindow();
  const { table } = words;
  const act = useAct();
  const check = useFolderCheck(draft.folder, except);
  const suggest = (): void =>
    void act('folder.suggest', lane).then((found) =>
      found === undefined ? undefined : onChange({ folder: found.path }),
    );
  return (
    <section className="form-part">
      <div className="form-grid">
        <TextField
          label={table.name}
          help={table.nameHelp}
          value={draft.name}
          error={errors.name}
          onChange={(name) => onChange({ name })}
        />
        <PathField
          label={table.folder}
          kind="folder"
          help={draft.folder === '' ? table.folderHelp : undefined}
          value={draft.folder}
          error={errors.folder}
          onChange={(folder) => onChange({ folder })}
          below={
            draft.folder === '' ? (
              <div>
                <Button icon={FolderPlus} onClick={suggest}>
                  {table.suggest}
                </Button>
              </div>
            ) : (
              <FolderVerdict check={check} />
            )
          }
        />
        <ChoiceField
          label={table.structure}
          help={draft.structure === 'flat' ? table.flatHelp : table.nestedHelp}
          value={draft.structure}
          options={[
            { value: 'flat', label: table.flat },
            { value: 'nested', label: table.nested },
          ]}
          onChange={(structure) => onChange({ structure })}
        />
      </div>
    </section>
  );
};
