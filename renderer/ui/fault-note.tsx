import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { remedyOf, type FaultCode, type FaultView } from '../../electron/contract/fault.ts';
import { nextStep, whatHappened } from '../../electron/contract/words/sentence.ts';
import { go, pathOf } from '../route.ts';
import { useWindow } from '../window-context.ts';
import { Button } from './button.tsx';

interface Place {
  readonly connection?: string | undefined;
  readonly table?: string | undefined;
}

/** Faults that a change of the table's settings answers. */
const ofTheTable =
  /^(delimited|json|xml|sheet|option|key|age|nested|encoding|folder|column|columns|format)\./;

/** The page on which a person can do something about a fault; undefined where there is none. */
export const pageFor = (
  code: FaultCode,
  { connection, table }: Place,
): 'connection' | 'table' | 'schema' | undefined => {
  if (connection === undefined) return undefined;
  if (remedyOf(code) === 'hold' || code.startsWith('network.')) return 'connection';
  if (table === undefined) return undefined;
  if (code === 'schema.drift' || code === 'value.doesNotFit') return 'schema';
  return ofTheTable.test(code) ? 'table' : undefined;
};

const PageButton = ({ fault, place }: { readonly fault: FaultView; readonly place: Place }) => {
  const { common } = useWindow().words;
  const page = pageFor(fault.code, place);
  const { connection = '', table = '' } = place;
  switch (page) {
    case undefined:
      return null;
    case 'connection':
      return (
        <Button onClick={() => go(pathOf('connections', connection))}>
          {fault.code.startsWith('credentials.') ? common.fixCredentials : common.fixConnection}
        </Button>
      );
    case 'table':
      return (
        <Button onClick={() => go(pathOf('connections', connection, 'tables', table))}>
          {common.fixTable}
        </Button>
      );
    case 'schema':
      return (
        <Button onClick={() => go(pathOf('connections', connection, 'tables', table, 'schema'))}>
          {common.fixSchema}
        </Button>
      );
  }
};

interface FaultNoteProps {
  readonly fault: FaultView;
  readonly place?: Place;
  readonly children?: ReactNode;
  readonly calm?: boolean;
  /** What it means here, before what happened. */
  readonly title?: string;
}

/** A fault as a person needs it: cause and place, what to do, and the next step as a button. */
export const FaultNote = ({ fault, place, children, calm = false, title }: FaultNoteProps) => {
  const { language, words } = useWindow();
  const { common } = words;
  const where: Place = place ?? { connection: fault.facts.connection, table: fault.facts.table };
  const places = fault.facts.places ?? [];
  return (
    <div className={calm ? 'note warn' : 'note bad'} role={calm ? undefined : 'alert'}>
      <CircleAlert aria-hidden size={16} strokeWidth={2} />
      <div className="note-text">
        <p className="note-what">
          {title === undefined ? '' : `${title} `}
          {whatHappened(fault, language)}
        </p>
        <p>{nextStep(fault, language)}</p>
        {places.length === 0 ? null : (
          <ul className="note-places">
            {places.map((one, index) => (
              <li key={`${index} ${one.column ?? ''}`}>
                {[
                  one.row === undefined ? undefined : common.row(one.row),
                  one.column,
                  one.value === undefined ? undefined : `“${one.value}”`,
                  one.reason ?? one.expected,
                ]
                  .filter((part) => part !== undefined)
                  .join(' · ')}
              </li>
            ))}
          </ul>
        )}
        <div className="note-actions">
          {children}
          <PageButton fault={fault} place={where} />
        </div>
      </div>
    </div>
  );
};
