import { useId, useState } from 'react';
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
import { noSecret, SecretFields, SourceFields, useStoreSecret } from '../connection/credentials-fields.tsx';
import { PasteField } from '../connection/paste-field.tsx';
import { passed, TestSteps } from '../connection/test-part.tsx';
import { StepPage } from './step-page.tsx';

interface StepProps {
  readonly onBack: () => void;
  readonly onDone: (connection: string) => void;
}

/** Where files go: saved, its credentials stored, and then tried. */
export const ConnectionStep = ({ onBack, onDone }: StepProps) => {
  const { words, configuration } = useWindow();
  const { setup, connection: text, common } = words;
  const act = useAct();
  const keep = useStoreSecret();
  const formId = useId();
  const [draft, setDraft] = useState<ConnectionDraft>(newConnection);
  const [secret, setSecret] = useState(noSecret);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState<string>();
  const [steps, setSteps] = useState<readonly TestStep[]>();
  const taken = (configuration?.connections ?? []).map((one) => one.name).filter((name) => name !== saved);
  const errors = errorsOf(draft, taken, words);
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
      if (whole.credentials === 'keychain') await keep(whole.name, secret);
      const found = await act('connection.test', { connection: whole });
      setSteps(found);
      if (found !== undefined && passed(found)) onDone(whole.name);
    }
    setBusy(false);
  };
  return (
    <StepPage
      step="connection"
      foot={
        <>
          <Button onClick={onBack}>{common.back}</Button>
          {saved !== undefined && steps !== undefined && !busy ? (
            <Button kind="quiet" onClick={() => onDone(saved)}>
              {setup.skipTest}
            </Button>
          ) : null}
          <Button kind="primary" type="submit" form={formId} disabled={busy}>
            {busy ? text.testing : text.test}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void test();
        }}
      >
        <section className="form-part">
          <PasteField name={draft.name} onRead={change} />
          <PlaceFields draft={draft} errors={tried ? errors : {}} onChange={change} />
        </section>
        <section className="form-part">
          <h2>{text.credentials}</h2>
          <SourceFields source={draft.credentials} onChange={(credentials) => change({ credentials })} />
          {draft.credentials === 'keychain' ? <SecretFields secret={secret} onChange={setSecret} /> : null}
        </section>
        {busy ? <ProgressBar label={text.testing} done={0} total={0} /> : null}
        {steps === undefined || busy ? null : (
          <section className="form-part">
            <TestSteps steps={steps} connection="" />
          </section>
        )}
      </form>
    </StepPage>
  );
};
