import { CheckCircle2, CircleMinus, PlugZap, XCircle } from 'lucide-react';
import type { TestStep } from '../../../electron/contract/calls.ts';
import { stepDetail } from '../../../electron/contract/words/connection-test.ts';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import type { PlainConnection } from './connection-draft.ts';

const Step = ({ step, connection }: { readonly step: TestStep; readonly connection: string }) => {
  const { words, format, language } = useWindow();
  const { connection: text } = words;
  const Icon = step.skipped ? CircleMinus : step.ok ? CheckCircle2 : XCircle;
  const tone = step.skipped ? 'calm' : step.ok ? 'good' : 'bad';
  return (
    <li>
      <Icon aria-hidden size={15} className={`tone ${tone}`} />
      <span>
        {text.steps[step.step]}
        <span className="hidden">: {step.skipped ? text.skipped : step.ok ? text.passed : text.failed}</span>
      </span>
      <span className="faint">{step.skipped ? text.skipped : stepDetail(step.detail, language)}</span>
      <span className="faint number">{step.skipped ? '' : format.duration(step.milliseconds)}</span>
      {step.fault === null ? null : (
        <div className="test-fault">
          <FaultNote fault={step.fault} place={{ connection }} />
        </div>
      )}
    </li>
  );
};

export const passed = (steps: readonly TestStep[]): boolean => steps.every((step) => step.ok || step.skipped);

export const TestSteps = ({
  steps,
  connection,
}: {
  readonly steps: readonly TestStep[];
  readonly connection: string;
}) => {
  const { connection: text } = useWindow().words;
  const good = passed(steps);
  return (
    <div role="status">
      <p className={good ? 'verdict tone good' : 'verdict tone bad'}>
        {good ? <CheckCircle2 aria-hidden size={14} /> : <XCircle aria-hidden size={14} />}
        {good ? text.testGood : text.testBad}
      </p>
      <ol className="test-steps">
        {steps.map((step) => (
          <Step key={step.step} step={step} connection={connection} />
        ))}
      </ol>
    </div>
  );
};

interface TestPartProps {
  /** Undefined while the form has errors. */
  readonly connection: PlainConnection | undefined;
}

/** Tries the connection as it stands in the form, step by step. */
export const TestPart = ({ connection }: TestPartProps) => {
  const { words } = useWindow();
  const act = useAct();
  const [steps, setSteps] = useState<readonly TestStep[]>();
  const [busy, setBusy] = useState(false);
  const run = (): void => {
    if (connection === undefined) return;
    setBusy(true);
    void act('connection.test', { connection }).then((found) => {
      setBusy(false);
      setSteps(found);
    });
  };
  return (
    <section className="form-part">
      <header>
        <h2>{words.connection.test}</h2>
        <Button icon={PlugZap} disabled={connection === undefined || busy} onClick={run}>
          {busy
            ? words.connection.testing
            : steps === undefined
              ? words.connection.test
              : words.connection.testAgain}
        </Button>
      </header>
      {busy ? <ProgressBar label={words.connection.testing} done={0} total={0} /> : null}
      {steps === undefined || busy ? null : <TestSteps steps={steps} connection={connection?.name ?? ''} />}
    </section>
  );
};
