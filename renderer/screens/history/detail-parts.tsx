import { CheckCircle2, CircleDot, XCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DetailedRow } from '../../../electron/contract/calls.ts';
import type { AttemptView } from '../../../electron/contract/views.ts';
import { warningSentence } from '../../../electron/contract/words/warning.ts';
import { useWindow } from '../../window-context.ts';

interface PartProps {
  readonly row: DetailedRow;
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="detail-part">
    <h3>{title}</h3>
    {children}
  </section>
);

/** The times of each stage, and how long it took from the one before. */
export const Stages = ({ row }: PartProps) => {
  const { words, format } = useWindow();
  const { history } = words;
  const stages = [
    [history.arrived, row.arrivedAt],
    [history.converted, row.convertedAt],
    [history.uploadStarted, row.uploadStartedAt],
    [row.deliveredAt === null ? history.ended : history.delivered, row.deliveredAt ?? row.endedAt],
  ].filter((stage): stage is [string, string] => stage[1] !== null);
  return (
    <Part title={history.stages}>
      <ol className="stages">
        {stages.map(([name, at], index) => {
          const before = stages[index - 1]?.[1];
          return (
            <li key={name}>
              <span>{name}</span>
              <time dateTime={at}>{format.exact(at)}</time>
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

const Attempt = ({ attempt, accepted }: { readonly attempt: AttemptView; readonly accepted: boolean }) => {
  const { words, format } = useWindow();
  const { history } = words;
  const Icon = attempt.error !== null ? XCircle : accepted ? CheckCircle2 : CircleDot;
  const tone = attempt.error !== null ? 'bad' : accepted ? 'good' : 'busy';
  const took =
    attempt.endedAt === null
      ? undefined
      : format.duration(Date.parse(attempt.endedAt) - Date.parse(attempt.startedAt));
  return (
    <li>
      <Icon aria-hidden size={14} className={`tone ${tone}`} />
      <div>
        <strong>{history.attempt(attempt.number)}</strong>{' '}
        <span className="faint">
          {[
            attempt.error === null ? (accepted ? history.accepted : history.underWay) : undefined,
            format.exact(attempt.startedAt),
            took,
            history.sent(format.bytes(attempt.bytesSent)),
          ]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </span>
        {attempt.error === null ? null : <p>{attempt.error.message}</p>}
      </div>
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
          {row.attempts.map((attempt) => (
            <Attempt
              key={attempt.number}
              attempt={attempt}
              accepted={attempt.endedAt !== null && attempt.error === null}
            />
          ))}
        </ol>
      )}
    </Part>
  );
};

export const Warnings = ({ row }: PartProps) => {
  const { words, language } = useWindow();
  const { history } = words;
  if (row.warnings.length === 0) return null;
  return (
    <Part title={history.warnings}>
      <ul className="plain-list">
        {row.warnings.map((warning) => (
          <li key={`${warning.code} ${warning.column ?? ''}`}>{warningSentence(warning, language)}</li>
        ))}
      </ul>
    </Part>
  );
};

export const Facts = ({ row }: PartProps) => {
  const { words, format } = useWindow();
  const { history } = words;
  const facts: readonly (readonly [string, string | undefined, boolean?])[] = [
    [history.rows, row.rows === null ? undefined : format.number(row.rows)],
    [history.rejectedRows, row.rejectedRows === 0 ? undefined : format.number(row.rejectedRows)],
    [history.format, row.format ?? undefined],
    [history.bytesIn, row.bytesIn === null ? undefined : format.bytes(row.bytesIn)],
    [history.bytesOut, row.bytesOut === null ? undefined : format.bytes(row.bytesOut)],
    [history.source, row.sourcePath, true],
    [history.archived, row.archivedPath ?? undefined, true],
    [history.checksum, row.sha256 ?? undefined, true],
    [history.key, row.key ?? undefined, true],
    [history.etag, row.etag ?? undefined, true],
    [history.id, String(row.id)],
  ];
  return (
    <Part title={history.facts}>
      <dl className="facts">
        {facts.map(([name, value, code]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={code === true ? 'code' : undefined}>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </Part>
  );
};

export const Columns = ({ row }: PartProps) => {
  const { history, table } = useWindow().words;
  if (row.columns === null || row.columns.length === 0) return null;
  return (
    <Part title={`${history.columns} (${row.columns.length})`}>
      <table className="small-table">
        <thead>
          <tr>
            <th scope="col">{table.column}</th>
            <th scope="col">{table.type}</th>
          </tr>
        </thead>
        <tbody>
          {row.columns.map((column) => (
            <tr key={column.name}>
              <td>{column.name}</td>
              <td className="code">{column.type}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
};
