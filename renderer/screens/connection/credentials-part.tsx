import { KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CallOutput } from '../../../electron/contract/calls.ts';
import type { Connection } from '../../../electron/contract/configuration.ts';
import type { WindowWords } from '../../../electron/contract/words/window.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { isWhole, noSecret, SecretFields, SourceFields, useStoreSecret } from './credentials-fields.tsx';

interface PartProps {
  /** As it is saved. */
  readonly connection: Connection;
  /** As it is being written. */
  readonly source: Connection['credentials'];
  readonly onSource: (source: Connection['credentials']) => void;
  readonly onChanged: () => void;
}

/** What is known of the credentials, in a sentence. */
const saidOf = (
  state: CallOutput<'credentials.state'>,
  { credentials }: Connection,
  text: WindowWords['connection'],
): string => {
  if (!state.present) return text.absent;
  if (state.source === 'env') return text.fromEnvironment;
  if (state.source === 'profile')
    return text.fromProfile(
      typeof credentials === 'object' && 'profile' in credentials ? credentials.profile : '',
    );
  return state.accessKeyId === null ? text.presentNoKey : text.present(state.accessKeyId);
};

/** Credentials of a saved connection: where they come from, what is stored, replace and remove. */
export const CredentialsPart = ({ connection, source, onSource, onChanged }: PartProps) => {
  const { words } = useWindow();
  const { connection: text, common } = words;
  const { name } = connection;
  const act = useAct();
  const { value: state, fault, reload } = useCall('credentials.state', { connection: name }, connection);
  const [removing, setRemoving] = useState(false);
  const changed = (): void => {
    reload();
    onChanged();
  };
  const remove = (): void =>
    void act('credentials.remove', { connection: name }).then((done) =>
      done === undefined ? undefined : changed(),
    );
  const here = source === 'keychain' && connection.credentials === 'keychain';
  return (
    <section className="form-part">
      <h2>{text.credentials}</h2>
      {fault === undefined ? null : <FaultNote fault={fault} />}
      {state?.fault ? <FaultNote fault={state.fault} place={{}} calm /> : null}
      <SourceFields source={source} onChange={onSource} />
      {source === connection.credentials ? (
        <div className="field">
          <span className="field-label">{text.now}</span>
          <p className="field-said">
            <KeyRound aria-hidden size={13} className={state?.present === true ? 'tone good' : 'tone warn'} />{' '}
            {state === undefined ? common.loading : saidOf(state, connection, text)}
          </p>
        </div>
      ) : (
        <p className="field-note beside">{text.saveFirst}</p>
      )}
      {here && state !== undefined ? (
        <Stored
          connection={name}
          present={state.present}
          onChanged={changed}
          onRemove={() => setRemoving(true)}
        />
      ) : null}
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

interface StoredProps {
  readonly connection: string;
  readonly present: boolean;
  readonly onChanged: () => void;
  readonly onRemove: () => void;
}

/** What may be done with credentials in the keychain. */
const Stored = ({ connection, present, onChanged, onRemove }: StoredProps) => {
  const { words, say } = useWindow();
  const { connection: text, common } = words;
  const keep = useStoreSecret();
  const [writing, setWriting] = useState(false);
  const [secret, setSecret] = useState(noSecret);
  const store = (): void =>
    void keep(connection, secret).then((kept) => {
      if (!kept) return;
      say({ text: text.stored });
      setWriting(false);
      setSecret(noSecret);
      onChanged();
    });
  if (present && !writing) {
    return (
      <div className="row beside">
        <Button onClick={() => setWriting(true)}>{text.replace}</Button>
        <Button kind="quiet" icon={Trash2} onClick={onRemove}>
          {text.removeCredentials}
        </Button>
      </div>
    );
  }
  return (
    <>
      <SecretFields secret={secret} onChange={setSecret} />
      <div className="row beside">
        <Button kind="primary" disabled={!isWhole(secret)} onClick={store}>
          {text.store}
        </Button>
        {present ? <Button onClick={() => setWriting(false)}>{common.cancel}</Button> : null}
      </div>
    </>
  );
};
