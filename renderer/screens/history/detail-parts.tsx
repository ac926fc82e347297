import { CheckCircle2, CircleDot, Copy, TriangleAlert, XCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DetailedRow } from '../../../electron/contract/calls.ts';
import type { FaultView } from '../../../electron/contract/fault.ts';
import type { AttemptView } from '../../../electron/contract/views.ts';
import { sentence } from '../../../electron/contract/words/sentence.ts';
import { stateNames } from '../../../electron/contract/words/states.ts';
import { warningSentence } from '../../../electron/contract/words/warning.ts';
import { IconButton } from '../../ui/button.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { useWindow } from '../../window-context.ts';
import { useCopy } from './use-copy.ts';

interface PartProps {
  readonly row: DetailedRow;
}

export const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="detail-part">
    <h3>{title}</h3>
    {children}
  </section>
);

/** The times of each stage, and how long it took from the one before. The day stands there once. */
export const Stages = ({ row }: PartProps) => {
  const { words, format, language } = useWindow();
  const { history } = words;
  const stages = [
    [history.arrived, row.arrivedAt],
    [history.converted, row.convertedAt],
    [history.uploadStarted, row.uploadStartedAt],
    [stateNames[language][row.state], row.deliveredAt ?? row.endedAt],
  ].filter((stage): stage is [string, string] => stage[1] !== null);
  return (
    <Part title={history.stages}>
      <ol className="stages">
        {stages.map(([name, at], index) => {
          const before = stages[index - 1]?.[1];
          const sameDay = before !== undefined && format.day(before) === format.day(at);
          return (
            <li key={name}>
              <span>{name}</span>
              <time dateTime={at} title={format.exact(at)}>
                {sameDay ? format.time(at) : format.exact(at)}
              </time>
              <span className="faint number">
                {before === undefined
                  ? ''
                  : `+${format.duration(Math.max(0, Date.parse(at) - Date.parse(before)))}`}
              </span>
            </li>
          );
        })}
      </ol>
    </Part>
  );
};

interface AttemptProps {
  readonly attempt: AttemptView;
  /** Why it failed. */
  readonly fault: FaultView | null;
}

const Attempt = ({ attempt, fault }: AttemptProps) => {
  const { words, format, language } = useWindow();
  const { history } = words;
  const { error, endedAt, startedAt } = attempt;
  const accepted = endedAt !== null && error === null;
  const Icon = error !== null ? XCircle : accepted ? CheckCircle2 : CircleDot;
  const tone = error !== null ? 'bad' : accepted ? 'good' : 'busy';
  const outcome = error !== null ? history.attemptFailed : accepted ? history.accepted : history.underWay;
  return (
    <li>
      <Icon aria-hidden size={14} className={`tone ${tone}`} />
      <span>{history.attempt(attempt.number)}</span>
      <span className="faint" title={format.exact(startedAt)}>
        {outcome} · {format.time(startedAt)} · {format.bytes(attempt.bytesSent)}
      </span>
      <span className="faint number">
        {endedAt === null ? '' : format.duration(Date.parse(endedAt) - Date.parse(startedAt))}
      </span>
      {error === null ? null : (
        <p className="attempt-error">{fault === null ? error.message : sentence(fault, language)}</p>
      )}
    </li>
  );
};

export const Attempts = ({ row }: PartProps) => {
  const { history } = useWindow().words;
  return (
    <Part title={history.attempts}>
      {row.attempts.length === 0 ? (
        <p className="faint">{history.noAttempts}</p>
      ) : (
        <ol className="attempts">
          {row.attempts.map((attempt, index) => (
            <Attempt key={attempt.number} attempt={attempt} fault={row.attemptFaults[index] ?? null} />
          ))}
        </ol>
      )}
    </Part>
  );
};

export const Warnings = ({ row }: PartProps) => {
  const { words, language } = useWindow();
  if (row.warnings.length === 0) return null;
  return (
    <Part title={words.history.warnings}>
      <ul className="plain-list">
        {row.warnings.map((warning) => (
          <li key={`${warning.code} ${warning.column ?? ''}`} className="verdict">
            <TriangleAlert aria-hidden size={13} className="tone warn" />
            <span>{warningSentence(warning, language)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
};

/** A value that somebody may want elsewhere, with a button that copies it. */
const Copied = ({ name, value }: { readonly name: string; readonly value: string }) => {
  const { history } = useWindow().words;
  const copy = useCopy();
  return (
    <dd className="code copied">
      <PathText path={value} />
      <IconButton icon={Copy} label={history.copy(name)} onClick={() => copy(value)} />
    </dd>
  );
};

export const Facts = ({ row }: PartProps) => {
  const { words, format } = useWindow();
  const { history, table } = words;
  const facts: readonly (readonly [name: string, value: string | null, long?: boolean])[] = [
    [history.rows, row.rows === null ? null : format.number(row.rows)],
    [history.format, row.format === null ? null : (table.formats[row.format] ?? row.format)],
    [history.bytesIn, row.bytesIn === null ? null : format.bytes(row.bytesIn)],
    [history.bytesOut, row.bytesOut === null ? null : format.bytes(row.bytesOut)],
    [history.source, row.sourcePath, true],
    [history.archived, row.archivedPath, true],
    [history.checksum, row.sha256, true],
    [history.key, row.key, true],
    [history.etag, row.etag, true],
    [history.id, String(row.id)],
  ];
  return (
    <Part title={history.facts}>
      <dl className="facts">
        {facts.map(([name, value, long]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              {long === true ? <Copied name={name} value={value} /> : <dd>{value}</dd>}
            </div>
          ),
        )}
      </dl>
    </Part>
  );
};

export const Columns = ({ row }: PartProps) => {
  const { history } = useWindow().words;
  if (row.columns === null || row.columns.length === 0) return null;
  return (
    <Part title={`${history.columns} (${row.columns.length})`}>
      <table className="small-table">
        <tbody>
          {row.columns.map((column) => (
            <tr key={column.name}>
              <th scope="row">{column.name}</th>
              <td className="code">{column.type}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
};
