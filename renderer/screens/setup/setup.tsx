import { FlaskConical, PlugZap } from 'lucide-react';
import { useState } from 'react';
import { go } from '../../route.ts';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useAct } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { ConnectionStep } from './connection-step.tsx';
import { FileStep } from './file-step.tsx';
import { TableStep } from './table-step.tsx';

type Step = 'choice' | 'connection' | 'table' | 'file';

/** The first run: a connection, a table with a folder, a file; or the sandbox in one click. */
export const Setup = () => {
  const { words, refresh, reloadConfiguration, setup } = useSetup();
  const act = useAct();
  const [step, setStep] = useState<Step>('choice');
  const [connection, setConnection] = useState('');
  const [table, setTable] = useState('');
  const [trying, setTrying] = useState(false);
  const begin = (): void => {
    // a page of its own: the first connection that is saved ends the first run at `/`
    go('/welcome');
    setStep('connection');
  };
  const tryIt = async (): Promise<void> => {
    setTrying(true);
    const tried = await act('sandbox.try', {});
    await reloadConfiguration();
    setTrying(false);
    refresh();
    if (tried !== undefined) go('/');
  };
  if (step === 'choice') {
    return (
      <Page title={setup.title} lead={setup.lead}>
        <div className="welcome-choices">
          <section className="welcome-choice">
            <h2>{setup.try}</h2>
            <p className="faint">{setup.tryHelp}</p>
            <Button kind="primary" icon={FlaskConical} disabled={trying} onClick={() => void tryIt()}>
              {trying ? setup.trying : setup.try}
            </Button>
            {trying ? <ProgressBar label={setup.trying} done={0} total={0} /> : null}
          </section>
          <section className="welcome-choice">
            <h2>{setup.own}</h2>
            <p className="faint">{setup.ownHelp}</p>
            <Button icon={PlugZap} disabled={trying} onClick={begin}>
              {setup.own}
            </Button>
          </section>
        </div>
      </Page>
    );
  }
  const steps = [
    ['connection', setup.connection, setup.connectionLead],
    ['table', setup.table, setup.tableLead],
    ['file', setup.file, ''],
  ] as const;
  const at = steps.findIndex(([name]) => name === step);
  return (
    <Page title={steps[at]?.[1] ?? setup.title} lead={steps[at]?.[2]}>
      <ol className="steps" aria-label={setup.step(at + 1, steps.length)}>
        {steps.map(([name, label], index) => (
          <li key={name} aria-current={index === at ? 'step' : undefined}>
            {index + 1}. {label}
          </li>
        ))}
      </ol>
      {step === 'connection' ? (
        <ConnectionStep
          onBack={() => setStep('choice')}
          onDone={(name) => {
            setConnection(name);
            setStep('table');
          }}
        />
      ) : null}
      {step === 'table' ? (
        <TableStep
          connection={connection}
          onDone={(name) => {
            setTable(name);
            setStep('file');
          }}
        />
      ) : null}
      {step === 'file' ? <FileStep lane={{ connection, table }} /> : null}
      {step === 'file' ? (
        <p>
          <Button kind="primary" onClick={() => go('/')}>
            {words.setup.toOverview}
          </Button>
        </p>
      ) : null}
    </Page>
  );
};

const useSetup = () => {
  const parts = useWindow();
  return { ...parts, setup: parts.words.setup };
};
