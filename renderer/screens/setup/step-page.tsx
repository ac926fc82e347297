import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Page } from '../../ui/page.tsx';
import { useWindow } from '../../window-context.ts';

interface StepPageProps {
  readonly step: 'connection' | 'table' | 'file';
  readonly foot: ReactNode;
  readonly children: ReactNode;
}

/** One of the three steps of the first run, with all three in view. */
export const StepPage = ({ step, foot, children }: StepPageProps) => {
  const { setup } = useWindow().words;
  const steps = [
    ['connection', setup.connection, setup.connectionLead],
    ['table', setup.table, setup.tableLead],
    ['file', setup.file, ''],
  ] as const;
  const at = steps.findIndex(([name]) => name === step);
  return (
    <Page key={step} title={steps[at]?.[1] ?? ''} lead={steps[at]?.[2]} foot={foot}>
      <ol className="steps" aria-label={setup.step(at + 1, steps.length)}>
        {steps.map(([name, label], index) => (
          <li
            key={name}
            className={index < at ? 'done' : undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className="step-number">{index < at ? <Check aria-hidden size={12} /> : index + 1}</span>
            {label}
          </li>
        ))}
      </ol>
      {children}
    </Page>
  );
};
