import { ExternalLink, Pause, Play, Plus, Trash2, Unplug } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import type { Connection } from '../../../electron/contract/configuration.ts';
import { useEngineActs } from '../../frame/use-engine-acts.ts';
import { go, pathOf, setGuard } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { Page } from '../../ui/page.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { SaveBar } from '../../ui/save-bar.tsx';
import { ConnectionBadge } from '../../ui/state-badge.tsx';
import { useUnsaved } from '../../ui/use-unsaved.ts';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { type ConnectionDraft, connectionOf, draftOf, errorsOf, newConnection } from './connection-draft.ts';
import { PlaceFields, SendingFields } from './connection-fields.tsx';
import { isWhole, noSecret, SecretFields, SourceFields, useStoreSecret } from './credentials-fields.tsx';
import { CredentialsPart } from './credentials-part.tsx';
import { DeleteConnection } from './delete-connection.tsx';
import { PasteField } from './paste-field.tsx';
import { TestPart } from './test-part.tsx';

/** One connection: where it leads, its credentials, whether it works; or a new one. */
export const ConnectionScreen = ({ name }: { readonly name: string | undefined }) => {
  const { configuration, words } = useWindow();
  if (configuration === undefined) return <Page title={name ?? words.connection.newTitle}>{null}</Page>;
  const connection = configuration.connections.find((one) => one.name === name);
  if (name !== undefined && connection === undefined) {
    return (
      <Page title={name}>
        <Empty icon={Unplug} title={words.common.notFound} />
      </Page>
    );
  }
  return (
    <ConnectionForm
      key={connection?.connectionId ?? 'new'}
      connection={connection}
      taken={configuration.connections.map((one) => one.name).filter((one) => one !== name)}
    />
  );
};

/** The address of the Data Connection's team, for endpoints of Celonis. */
const celonisPage = (connection: Connection): string | undefined => {
  if (connection.team !== undefined && connection.cluster !== undefined)
    return `https://${connection.team}.${connection.cluster}.celonis.cloud/`;
  const host = connection.endpoint === undefined ? '' : new URL(connection.endpoint).host;
  return host.endsWith('.celonis.cloud') ? `https://${host}/` : undefined;
};

interface FormProps {
  readonly connection: Connection | undefined;
  readonly taken: readonly string[];
}

const ConnectionForm = ({ connection, taken }: FormProps) => {
  const window = useWindow();
  const { words, live, say, reloadConfiguration } = window;
  const act = useAct();
  const acts = useEngineActs();
  const keep = useStoreSecret();
  const saved = useMemo(() => (connection === undefined ? newConnection : draftOf(connection)), [connection]);
  const [change, setChange] = useState<Partial<ConnectionDraft>>({});
  const [secret, setSecret] = useState(noSecret);
  const [tried, setTried] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const formId = useId();
  const draft = { ...saved, ...change };
  const errors = errorsOf(draft, taken, words);
  const faulty = Object.keys(errors).length > 0;
  const whole = faulty ? undefined : connectionOf(draft);
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved) || isWhole(secret);
  useUnsaved(dirty);
  const fields = {
    draft,
    errors: tried ? errors : {},
    onChange: (more: Partial<ConnectionDraft>) => setChange((before) => ({ ...before, ...more })),
  };
  const view = live.status?.connections.find((one) => one.name === connection?.name);
  const page = connection === undefined ? undefined : celonisPage(connection);

  const save = async (): Promise<void> => {
    setTried(true);
    if (whole === undefined) return;
    const done = await act('connection.save', {
      connection: whole,
      ...(connection === undefined ? {} : { before: connection.name }),
    });
    if (done === undefined) return;
    if (whole.credentials === 'keychain') await keep(whole.name, secret);
    setGuard(undefined);
    await reloadConfiguration();
    setChange({});
    setSecret(noSecret);
    say({ text: words.common.saved });
    if (whole.name !== connection?.name) go(pathOf('connections', whole.name));
  };

  return (
    <Page
      title={connection?.name ?? words.connection.newTitle}
      lead={connection === undefined ? words.setup.connectionLead : undefined}
      foot={
        <SaveBar
          form={formId}
          dirty={dirty}
          onDiscard={connection === undefined ? undefined : () => setChange({})}
        />
      }
      actions={
        connection === undefined ? undefined : (
          <>
            <ConnectionBadge state={view?.state ?? 'ready'} />
            {page === undefined ? null : (
              <a className="outside" href={page} target="_blank" rel="noreferrer">
                {words.connection.monitoring} <ExternalLink aria-hidden size={12} />
              </a>
            )}
            {view?.state === 'ready' || view === undefined ? (
              <Button icon={Pause} onClick={() => acts.pause({ connection: connection.name })}>
                {words.common.pause}
              </Button>
            ) : (
              <Button icon={Play} onClick={() => acts.resume({ connection: connection.name })}>
                {words.common.resume}
              </Button>
            )}
          </>
        )
      }
    >
      <form
        id={formId}
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {view?.fault ? (
          <FaultNote fault={view.fault} place={{}}>
            <Button kind="primary" onClick={() => acts.resume({ connection: view.name })}>
              {words.common.retry}
            </Button>
          </FaultNote>
        ) : null}
        <section className="form-part">
          <h2>{words.connection.details}</h2>
          {connection === undefined ? <PasteField name={draft.name} onRead={fields.onChange} /> : null}
          <PlaceFields {...fields} />
        </section>
        {connection === undefined ? (
          <section className="form-part">
            <h2>{words.connection.credentials}</h2>
            <SourceFields
              source={draft.credentials}
              onChange={(credentials) => fields.onChange({ credentials })}
            />
            {draft.credentials === 'keychain' ? <SecretFields secret={secret} onChange={setSecret} /> : null}
          </section>
        ) : (
          <>
            <CredentialsPart
              connection={connection}
              source={draft.credentials}
              onSource={(credentials) => fields.onChange({ credentials })}
              onChanged={window.refresh}
            />
            <TestPart connection={whole} />
            <section className="form-part">
              <header>
                <h2>{words.connection.tables}</h2>
                <Button icon={Plus} onClick={() => go(pathOf('connections', connection.name, 'new-table'))}>
                  {words.connection.addTable}
                </Button>
              </header>
              {connection.tables.length === 0 ? (
                <p className="faint">
                  {words.overview.noTables} {words.overview.noTablesHelp}
                </p>
              ) : null}
              <table className="lines-table">
                <tbody>
                  {connection.tables.map((table) => (
                    <tr key={table.name}>
                      <th scope="row">
                        <a href={`#${pathOf('connections', connection.name, 'tables', table.name)}`}>
                          {table.name}
                        </a>
                      </th>
                      <td className="faint">
                        {table.structure === 'nested' ? words.table.nested : words.table.flat}
                      </td>
                      <td className="faint wide">
                        <PathText path={table.folder} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </>
        )}
        <details className="form-part">
          <summary>{words.connection.networkAndSending}</summary>
          <SendingFields {...fields} />
        </details>
        {connection === undefined ? null : (
          <section className="form-part">
            <header>
              <div>
                <h2>{words.connection.deleteTitle}</h2>
                <p className="field-note">{words.connection.deleteHelp}</p>
              </div>
              <Button kind="danger" icon={Trash2} onClick={() => setDeleting(true)}>
                {words.connection.delete}
              </Button>
            </header>
          </section>
        )}
      </form>
      {deleting && connection !== undefined ? (
        <DeleteConnection connection={connection} view={view} onClose={() => setDeleting(false)} />
      ) : null}
    </Page>
  );
};
