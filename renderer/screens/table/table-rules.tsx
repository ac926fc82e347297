import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { useWindow } from '../../window-context.ts';
import type { TableDraft } from './table-draft.ts';

interface PartProps {
  readonly draft: TableDraft;
  readonly onChange: (change: Partial<TableDraft>) => void;
}

/** Which files are taken, and when. */
export const WatchingFields = ({
  draft,
  error,
  onChange,
}: PartProps & { readonly error: string | undefined }) => {
  const { table } = useWindow().words;
  return (
    <div className="form-grid">
      <TextField
        label={table.settle}
        help={table.settleHelp}
        numeric
        unit={table.seconds}
        placeholder={table.automatic}
        value={draft.settleSeconds}
        error={error}
        onChange={(settleSeconds) => onChange({ settleSeconds })}
      />
      <SelectField
        label={table.doneMarker}
        value={draft.doneMarker}
        options={[
          { value: 'none', label: table.markerNone },
          { value: 'suffix', label: table.markerSuffix },
          { value: 'success', label: table.markerSuccess },
        ]}
        onChange={(doneMarker) => onChange({ doneMarker })}
      />
      <TextField
        label={table.include}
        help={table.patternHelp}
        optional
        value={draft.include}
        onChange={(include) => onChange({ include })}
      />
      <TextField
        label={table.exclude}
        help={table.patternHelp}
        optional
        value={draft.exclude}
        onChange={(exclude) => onChange({ exclude })}
      />
      <div className="beside">
        <CheckField
          label={table.subfolders}
          checked={draft.subfolders}
          onChange={(subfolders) => onChange({ subfolders })}
        />
        <CheckField
          label={table.polling}
          checked={draft.polling}
          onChange={(polling) => onChange({ polling })}
        />
      </div>
    </div>
  );
};

/** What becomes of files and rows. */
export const RuleFields = ({ draft, onChange }: PartProps) => {
  const { table } = useWindow().words;
  return (
    <div className="form-grid">
      <SelectField
        label={table.afterDelivery}
        value={draft.afterDelivery}
        options={[
          { value: 'archive', label: table.archive },
          { value: 'keep', label: table.keep },
          { value: 'trash', label: table.trash },
        ]}
        onChange={(afterDelivery) => onChange({ afterDelivery })}
      />
      <SelectField
        label={table.duplicates}
        value={draft.duplicates}
        options={[
          { value: '', label: table.duplicatesAuto },
          { value: 'skip', label: table.duplicatesSkip },
          { value: 'deliver', label: table.duplicatesDeliver },
        ]}
        onChange={(duplicates) => onChange({ duplicates })}
      />
      <SelectField
        label={table.duplicateKeys}
        value={draft.duplicateKeys}
        options={[
          { value: 'reject', label: table.reject },
          { value: 'lastWins', label: table.lastWins },
        ]}
        onChange={(duplicateKeys) => onChange({ duplicateKeys })}
      />
      <SelectField
        label={table.badRows}
        value={draft.badRows}
        options={[
          { value: 'reject', label: table.reject },
          { value: 'skip', label: table.skipRows },
        ]}
        onChange={(badRows) => onChange({ badRows })}
      />
      <SelectField
        label={table.driftAdded}
        value={draft.drift.added}
        options={[
          { value: 'add', label: table.driftAdd },
          { value: 'ignore', label: table.driftIgnore },
          { value: 'reject', label: table.reject },
        ]}
        onChange={(added) => onChange({ drift: { ...draft.drift, added } })}
      />
      <SelectField
        label={table.driftMissing}
        value={draft.drift.missing}
        options={[
          { value: 'accept', label: table.driftAccept },
          { value: 'reject', label: table.reject },
        ]}
        onChange={(missing) => onChange({ drift: { ...draft.drift, missing } })}
      />
      <SelectField
        label={table.onRejection}
        value={draft.onRejection}
        options={[
          { value: 'continue', label: table.goOn },
          { value: 'pause', label: table.pauseTable },
        ]}
        onChange={(onRejection) => onChange({ onRejection })}
      />
    </div>
  );
};
