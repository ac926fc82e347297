import { SelectField, TextField } from '../../ui/field.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { useWindow } from '../../window-context.ts';
import type { ConnectionDraft, Errors } from './connection-draft.ts';

export interface FieldsProps {
  readonly draft: ConnectionDraft;
  readonly errors: Errors<ConnectionDraft>;
  readonly onChange: (change: Partial<ConnectionDraft>) => void;
}

/** Where files go. */
export const PlaceFields = ({ draft, errors, onChange }: FieldsProps) => {
  const { connection: words } = useWindow().words;
  return (
    <>
      <div className="form-grid">
        <TextField
          label={words.name}
          help={words.nameHelp}
          value={draft.name}
          error={errors.name}
          onChange={(name) => onChange({ name })}
        />
        <TextField
          label={words.team}
          help={words.teamHelp}
          value={draft.team}
          error={errors.team}
          onChange={(team) => onChange({ team })}
        />
        <TextField
          label={words.cluster}
          help={words.clusterHelp}
          value={draft.cluster}
          error={errors.cluster}
          onChange={(cluster) => onChange({ cluster })}
        />
        <TextField
          label={words.connectionId}
          help={words.connectionIdHelp}
          value={draft.connectionId}
          error={errors.connectionId}
          onChange={(connectionId) => onChange({ connectionId })}
        />
      </div>
      <details open={draft.endpoint !== '' || errors.endpoint !== undefined}>
        <summary>
          {words.elsewhere}{' '}
          <span className="faint">{[draft.region, draft.endpoint].filter(Boolean).join(' · ')}</span>
        </summary>
        <div className="form-grid">
          <TextField
            label={words.region}
            help={words.regionHelp}
            optional
            value={draft.region}
            onChange={(region) => onChange({ region })}
          />
          <TextField
            label={words.endpoint}
            help={words.endpointHelp}
            optional
            value={draft.endpoint}
            error={errors.endpoint}
            onChange={(endpoint) => onChange({ endpoint })}
          />
        </div>
      </details>
    </>
  );
};

/** How requests get there, and what is sent. */
export const SendingFields = ({ draft, errors, onChange }: FieldsProps) => {
  const { connection: words } = useWindow().words;
  return (
    <div className="form-grid">
      <TextField
        label={words.proxy}
        help={words.proxyHelp}
        optional
        value={draft.proxy}
        error={errors.proxy}
        onChange={(proxy) => onChange({ proxy })}
      />
      <PathField
        label={words.caFile}
        help={words.caFileHelp}
        optional
        kind="file"
        value={draft.caFile}
        onChange={(caFile) => onChange({ caFile })}
      />
      <SelectField
        label={words.multipart}
        value={draft.multipart}
        options={[
          { value: 'auto', label: words.multipartAuto },
          { value: 'never', label: words.multipartNever },
        ]}
        onChange={(multipart) => onChange({ multipart })}
      />
      <SelectField
        label={words.keyNaming}
        value={draft.keyNaming}
        options={[
          { value: 'unique', label: words.keyUnique },
          { value: 'plain', label: words.keyPlain },
        ]}
        onChange={(keyNaming) => onChange({ keyNaming })}
      />
      <SelectField
        label={words.datesAs}
        value={draft.datesAs}
        options={[
          { value: 'native', label: words.datesNative },
          { value: 'text', label: words.datesText },
        ]}
        onChange={(datesAs) => onChange({ datesAs })}
      />
      <TextField
        label={words.requests}
        numeric
        unit={words.perSecond}
        value={draft.requestsPerSecond}
        error={errors.requestsPerSecond}
        onChange={(requestsPerSecond) => onChange({ requestsPerSecond })}
      />
      <TextField
        label={words.bytes}
        numeric
        unit="MB"
        optional
        value={draft.maxObjectMegabytes}
        error={errors.maxObjectMegabytes}
        onChange={(maxObjectMegabytes) => onChange({ maxObjectMegabytes })}
      />
    </div>
  );
};
