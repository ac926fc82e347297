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
  const [step, setStep] = useState<Step>('choice');
  const [connection, setConnection] = useState('');
  const [table, setTable] = useState('');
  switch (step) {
    case 'choice':
      return (
        <Choice
          onOwn={() => {
            // a page of its own: the first connection that is saved ends the first run at `/`
            go('/welcome');
            setStep('connection');
          }}
        />
      );
    case 'connection':
      return (
        <ConnectionStep
          onBack={() => setStep('choice')}
          onDone={(name) => {
            setConnection(name);
            setStep('table');
          }}
        />
      );
    case 'table':
      return (
        <TableStep
          connection={connection}
          onDone={(name) => {
            setTable(name);
            setStep('file');
          }}
        />
      );
    case 'file':
      return <FileStep lane={{ connection, table }} />;
  }
};

const Choice = ({ onOwn }: { readonly onOwn: () => void }) => {
  const { words, refresh, reloadConfiguration } = useWindow();
  const { setup } = words;
  const act = useAct();
  const [trying, setTrying] = useState(false);
  const tryIt = async (): Promise<void> => {
    setTrying(true);
    const tried = await act('sandbox.try', {});
    await reloadConfiguration();
    setTrying(false);
    refresh();
    if (tried !== undefined) go('/');
  };
  return (
    <Page title={setup.title} lead={setup.lead}>
      <div className="welcome-choices">
        <section className="welcome-choice">
          <h2>{setup.try}</h2>
          <div className="stack">
            <p className="faint">{setup.tryHelp}</p>
            <ol>
              {setup.trySteps.map((what) => (
                <li key={what}>{what}</li>
              ))}
            </ol>
          </div>
          <Button kind="primary" icon={FlaskConical} disabled={trying} onClick={() => void tryIt()}>
            {trying ? setup.trying : setup.try}
          </Button>
          {trying ? <ProgressBar label={setup.trying} done={0} total={0} /> : null}
        </section>
        <section className="welcome-choice">
          <h2>{setup.own}</h2>
          <div className="stack">
            <p className="faint">{setup.ownHelp}</p>
            <ol>
              {setup.ownSteps.map((what) => (
                <li key={what}>{what}</li>
              ))}
            </ol>
          </div>
          <Button icon={PlugZap} disabled={trying} onClick={onOwn}>
            {setup.own}
          </Button>
        </section>
      </div>
    </Page>
  );
};
