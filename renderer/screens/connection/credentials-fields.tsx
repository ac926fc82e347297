import type { Connection } from '../../../electron/contract/configuration.ts';
import { ChoiceField, SelectField, TextField } from '../../ui/field.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';

type Source = Connection['credentials'];

/** Credentials on their way into the keychain: written by hand, or copied from a profile of the AWS tools. */
export interface Secret {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Empty: none. */
  readonly profile: string;
}
export const noSecret: Secret = { accessKeyId: '', secretAccessKey: '', profile: '' };
export const isWhole = (secret: Secret): boolean =>
  secret.profile !== '' || (secret.accessKeyId.trim() !== '' && secret.secretAccessKey !== '');

/** Puts what was given into the keychain; false where that failed, which was told then. */
export const useStoreSecret = () => {
  const act = useAct();
  return async (connection: string, secret: Secret): Promise<boolean> => {
    if (!isWhole(secret)) return true;
    const { profile, accessKeyId, secretAccessKey } = secret;
    const done =
      profile === ''
        ? await act('credentials.set', { connection, accessKeyId: accessKeyId.trim(), secretAccessKey })
        : await act('credentials.importProfile', { connection, profile });
    return done !== undefined;
  };
};

interface SecretFieldsProps {
  readonly secret: Secret;
  readonly onChange: (secret: Secret) => void;
}

/** Written once, never shown again. */
export const SecretFields = ({ secret, onChange }: SecretFieldsProps) => {
  const { connection: words } = useWindow().words;
  const { value: profiles = [] } = useCall('credentials.profiles', {});
  const byHand = secret.profile === '';
  return (
    <div className="form-grid">
      {profiles.length === 0 ? null : (
        <SelectField
          label={words.takeFrom}
          value={secret.profile}
          options={[
            { value: '', label: words.byHand },
            ...profiles.map((name) => ({ value: name, label: words.copyOf(name) })),
          ]}
          onChange={(profile) => onChange({ ...noSecret, profile })}
        />
      )}
      {byHand ? (
        <>
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
        </>
      ) : null}
    </div>
  );
};

const kindOf = (source: Source): 'keychain' | 'profile' | 'env' =>
  source === 'keychain' ? 'keychain' : 'profile' in source ? 'profile' : 'env';

interface SourceFieldsProps {
  readonly source: Source;
  readonly onChange: (source: Source) => void;
}

/** Where the credentials are read from each time: the keychain, a profile, or the environment. */
export const SourceFields = ({ source, onChange }: SourceFieldsProps) => {
  const { connection: words } = useWindow().words;
  const { value: profiles = [] } = useCall('credentials.profiles', {});
  const kind = kindOf(source);
  const choose = (next: typeof kind): void => {
    if (next === kind) return;
    if (next === 'keychain') onChange('keychain');
    else if (next === 'profile') onChange({ profile: profiles[0] ?? 'default' });
    else onChange({ env: ['SLUICE_ACCESS_KEY', 'SLUICE_SECRET_KEY'] });
  };
  return (
    <div className="form-grid">
      <ChoiceField
        label={words.source}
        help={words.sourceHelp[kind]}
        value={kind}
        options={[
          { value: 'keychain', label: words.keychain },
          { value: 'profile', label: words.profile },
          { value: 'env', label: words.environment },
        ]}
        onChange={choose}
      />
      {typeof source === 'object' && 'profile' in source ? (
        profiles.length > 0 ? (
          <SelectField
            label={words.profile}
            value={source.profile}
            options={[...new Set([source.profile, ...profiles])].map((name) => ({
              value: name,
              label: name,
            }))}
            onChange={(profile) => onChange({ ...source, profile })}
          />
        ) : (
          <TextField
            label={words.profile}
            help={source.file === undefined ? words.noProfiles : words.profileFile(source.file)}
            value={source.profile}
            onChange={(profile) => onChange({ ...source, profile })}
          />
        )
      ) : null}
      {typeof source === 'object' && 'env' in source ? (
        <>
          <TextField
            label={words.accessKeyVariable}
            value={source.env[0]}
            onChange={(name) => onChange({ env: [name, source.env[1]] })}
          />
          <TextField
            label={words.secretVariable}
            value={source.env[1]}
            onChange={(name) => onChange({ env: [source.env[0], name] })}
          />
        </>
      ) : null}
    </div>
  );
};
