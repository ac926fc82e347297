import { useState } from 'react';
import type { TestStep } from '../../../electron/contract/calls.ts';
import { Button } from '../../ui/button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import {
  type ConnectionDraft,
  connectionOf,
  errorsOf,
  newConnection,
} from '../connection/connection-draft.ts';
import { PlaceFields } from '../connection/connection-fields.tsx';
import { isWhole, noSecret, SecretFields } from '../connection/credentials-part.tsx';
import { PasteField } from '../connection/paste-field.tsx';
import { ProfileImport } from '../connection/profile-import.tsx';
import { passed, TestSteps } from '../connection/test-part.tsx';

interface StepProps {
  readonly onBack: () => void;
  readonly onDone: (connection: string) => void;
}

/** Where files go: saved, its credentials stored, and then tried. */
export const ConnectionStep = ({ onBack, onDone }: StepProps) => {
  const { words } = useWindow();
  const { setup, connection: text, common } = words;
  const act = useAct();
  const [draft, setDraft] = useState<ConnectionDraft>(newConnection);
  const [secret, setSecret] = useState(noSecret);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string>();
  const [steps, setSteps] = useState<readonly TestStep[]>();
  const errors = errorsOf(draft, [], words);
  const whole = Object.keys(errors).length > 0 ? undefined : connectionOf(draft);
  const change = (more: Partial<ConnectionDraft>): void => setDraft((before) => ({ ...before, ...more }));

  const test = async (): Promise<void> => {
    setTried(true);
    if (whole === undefined) return;
    setBusy(true);
    const done = await act('connection.save', {
      connection: whole,
      ...(saved === undefined ? {} : { before: saved }),
    });
    if (done !== undefined) {
      setSaved(whole.name);
      if (isWhole(secret)) await act('credentials.set', { connection: whole.name, ...secret });
      const found = await act('connection.test', { connection: whole });
      setSteps(found);
      if (found !== undefined && passed(found)) onDone(whole.name);
    }
    setBusy(false);
  };
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void test();
      }}
    >
      <section className="form-part">
        <PasteField onRead={change} />
        <PlaceFields draft={draft} errors={tried ? errors : {}} onChange={change} />
      </section>
      <section className="form-part">
        <h2>{text.credentials}</h2>
        <p className="field-note">{text.credentialsHelp}</p>
        <SecretFields secret={secret} onChange={setSecret} />
        {saved === undefined ? null : (
          <div className="row">
            <ProfileImport connection={saved} onDone={() => void test()} />
          </div>
        )}
      </section>
      {busy ? <ProgressBar label={text.testing} done={0} total={0} /> : null}
      {steps === undefined || busy ? null : <TestSteps steps={steps} connection="" />}
      <div className="form-end">
        <Button onClick={onBack}>{common.back}</Button>
        <Button kind="primary" type="submit" disabled={busy}>
          {busy ? text.testing : text.test}
        </Button>
        {saved !== undefined && steps !== undefined && !busy ? (
          <Button kind="quiet" onClick={() => onDone(saved)}>
            {setup.skipTest}
          </Button>
        ) : null}
      </div>
    </form>
  );
};
