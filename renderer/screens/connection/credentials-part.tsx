import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../electron/contract/configuration.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { TextField } from '../../ui/field.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { ProfileImport } from './profile-import.tsx';

export interface Secret {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
export const noSecret: Secret = { accessKeyId: '', secretAccessKey: '' };
export const isWhole = (secret: Secret): boolean =>
  secret.accessKeyId.trim() !== '' && secret.secretAccessKey !== '';

interface SecretFieldsProps {
  readonly secret: Secret;
  readonly onChange: (secret: Secret) => void;
}

/** Written once, never shown again. */
export const SecretFields = ({ secret, onChange }: SecretFieldsProps) => {
  const { connection: words } = useWindow().words;
  return (
    <div className="form-grid">
      <TextField
        label={words.accessKey}
        value={secret.accessKeyId}
        onChange={(accessKeyId) => onChange({ ...secret, accessKeyId })}
      />
      <TextField
        label={words.secret}
        secret
        value={secret.secretAccessKey}
        onChange={(secretAccessKey) => onChange({ ...secret, secretAccessKey })}
      />
    </div>
  );
};

/** Credentials of a saved connection: what is stored, replace, remove, import. */
export const CredentialsPart = ({
  connection,
  onChanged,
}: {
  readonly connection: Connection;
  readonly onChanged: () => void;
}) => {
  const { words, say } = useWindow();
  const { connection: text, common } = words;
  const act = useAct();
  const { name } = connection;
  const { value: state, fault, reload } = useCall('credentials.state', { connection: name });
  const [writing, setWriting] = useState(false);
  const [removing, setRemoving] = useState(false);
  const [secret, setSecret] = useState(noSecret);
  const changed = (): void => {
    reload();
    onChanged();
    setWriting(false);
    setSecret(noSecret);
  };
  const store = (): void =>
    void act('credentials.set', {
      connection: name,
      accessKeyId: secret.accessKeyId.trim(),
      secretAccessKey: secret.secretAccessKey,
    }).then((done) => {
      if (done === undefined) return;
      say({ text: text.stored });
      changed();
    });
  const remove = (): void =>
    void act('credentials.remove', { connection: name }).then((done) =>
      done === undefined ? undefined : changed(),
    );

  const elsewhere = state?.source === 'profile' || state?.source === 'env';
  const said =
    state === undefined
      ? common.loading
      : !state.present
        ? text.absent
        : state.source === 'env'
          ? text.fromEnvironment
          : state.source === 'profile'
            ? text.fromProfile(
                typeof connection.credentials === 'object' && 'profile' in connection.credentials
                  ? connection.credentials.profile
                  : '',
              )
            : state.accessKeyId === null
              ? text.presentNoKey
              : text.present(state.accessKeyId);
  return (
    <section className="form-part">
      <h2>{text.credentials}</h2>
      {fault === undefined ? null : <FaultNote fault={fault} />}
      {state?.fault ? <FaultNote fault={state.fault} place={{}} calm /> : null}
      <p>
        <KeyRound aria-hidden size={13} className={state?.present === true ? 'tone good' : 'tone warn'} />{' '}
        {said}
      </p>
      {elsewhere ? null : <p className="field-note">{text.credentialsHelp}</p>}
      {writing || (state !== undefined && !state.present && !elsewhere) ? (
        <>
          <SecretFields secret={secret} onChange={setSecret} />
          <div className="row">
            <Button kind="primary" disabled={!isWhole(secret)} onClick={store}>
              {text.store}
            </Button>
            {state?.present === true ? (
              <Button onClick={() => setWriting(false)}>{common.cancel}</Button>
            ) : null}
            <ProfileImport connection={name} onDone={changed} />
          </div>
        </>
      ) : elsewhere ? null : (
        <div className="row">
          <Button onClick={() => setWriting(true)}>{text.replace}</Button>
          <ProfileImport connection={name} onDone={changed} />
          <Button kind="quiet" icon={Trash2} onClick={() => setRemoving(true)}>
            {text.removeCredentials}
          </Button>
        </div>
      )}
      {removing ? (
        <Confirm
          title={text.removeCredentialsAsk}
          body={text.removeCredentialsBody}
          label={common.remove}
          danger
          onConfirm={remove}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </section>
  );
};
