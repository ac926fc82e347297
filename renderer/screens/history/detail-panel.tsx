import {
  CheckCheck,
  ClipboardCopy,
  ExternalLink,
  FileText,
  FolderOpen,
  RotateCcw,
  Send,
  Terminal,
  X,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DetailedRow } from '../../../electron/contract/calls.ts';
import { isFinal } from '../../../electron/contract/state.ts';
import { pathOf } from '../../route.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Confirm, Dialog } from '../../ui/dialog.tsx';
import { FaultNote } from '../../ui/fault-note.tsx';
import { PathText } from '../../ui/path-text.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { useNow } from '../../ui/time.tsx';
import { useAct, useCall } from '../../use-call.ts';
import { useWindow } from '../../window-context.ts';
import { Work } from '../overview/work.tsx';
import { Attempts, Columns, Facts, Stages, Warnings } from './detail-parts.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { useCopy } from './use-copy.ts';
import { useDeliveryActs } from './use-delivery-acts.ts';

interface PanelProps {
  readonly id: number;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** All that is known of one delivery, and what may be done with it. */
export const DetailPanel = ({ id, onClose, onChanged }: PanelProps) => {
  const { words, live } = useWindow();
  // that a file was moved aside is not told of: it is looked at again by and by
  const now = useNow();
  const { value: row, fault, reload } = useCall('history.detail', { id }, `${live.changes} ${now}`);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (
        event.key === 'Escape' &&
        !event.defaultPrevented &&
        document.querySelector('dialog[open]') === null
      )
        onClose();
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [onClose]);
  return (
    <aside ref={panel} className="detail" aria-label={words.history.details}>
      <header>
        <h2>{row === undefined ? words.history.details : <PathText path={row.source} />}</h2>
        <IconButton icon={X} label={words.history.closeDetails} onClick={onClose} />
      </header>
      <div className="detail-body" tabIndex={0} role="region" aria-label={words.history.details}>
        {fault === undefined ? null : <FaultNote fault={fault} />}
        {row === undefined ? null : (
          <Detail
            row={row}
            onChanged={() => {
              reload();
              onChanged();
            }}
          />
        )}
      </div>
    </aside>
  );
};

const Detail = ({ row, onChanged }: { readonly row: DetailedRow; readonly onChanged: () => void }) => {
  const { words } = useWindow();
  const place = { connection: row.connection, table: row.table };
  return (
    <>
      <p className="detail-state">
        <StateBadge state={row.state} />
        <a href={`#${pathOf('connections', row.connection, 'tables', row.table)}`}>
          {row.connection} / {row.table}
        </a>
      </p>
      {row.fault === null ? null : (
        <FaultNote fault={row.fault} place={place} calm={row.state !== 'rejected'} />
      )}
      <UnderWay row={row} />
      <Actions row={row} onChanged={onChanged} />
      <Stages row={row} />
      <Attempts row={row} />
      <Warnings row={row} />
      <RejectedRows row={row} />
      <Facts row={row} />
      <Columns row={row} />
      {row.monitoring === null ? null : (
        <p>
          <a href={row.monitoring} target="_blank" rel="noreferrer" className="outside">
            {words.history.monitoring} <ExternalLink aria-hidden size={12} />
          </a>
        </p>
      )}
    </>
  );
};

/** How far a file is that is converted or uploaded just now. */
const UnderWay = ({ row }: { readonly row: DetailedRow }) => {
  const { live } = useWindow();
  const now = useNow();
  const work = live.status?.connections
    .find(({ name }) => name === row.connection)
    ?.tables.find(({ name }) => name === row.table)
    ?.work.filter(({ id }) => id === row.id);
  return work === undefined || work.length === 0 ? null : <Work work={work} now={now} />;
};

const Actions = ({ row, onChanged }: { readonly row: DetailedRow; readonly onChanged: () => void }) => {
  const { words, abilities } = useWindow();
  const { history } = words;
  const act = useAct();
  const acts = useDeliveryActs(onChanged);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<string>();
  const copy = useCopy();
  const showReason = (): void =>
    void act('history.reason', { id: row.id }).then((found) =>
      found === undefined ? undefined : setReason(found.text),
    );
  const { awsCommand } = row;
  return (
    <div className="detail-actions">
      {row.state === 'rejected' || !isFinal(row.state) ? (
        <Button kind="primary" icon={RotateCcw} onClick={() => acts.retry([row.id])}>
          {history.retry}
        </Button>
      ) : null}
      {row.state === 'delivered' || row.state === 'duplicate' ? (
        <Button icon={Send} onClick={() => setAsking(true)}>
          {history.sendAgain}
        </Button>
      ) : null}
      {row.state === 'rejected' ? (
        <Button icon={CheckCheck} onClick={() => acts.dismiss([row.id])}>
          {history.dismiss}
        </Button>
      ) : null}
      {row.reasonFile === null ? null : (
        <Button icon={FileText} onClick={showReason}>
          {history.reason}
        </Button>
      )}
      {abilities.openFolders ? (
        <Button icon={FolderOpen} onClick={() => void act('history.openFolder', { id: row.id })}>
          {history.openFolder}
        </Button>
      ) : null}
      {awsCommand === null ? null : (
        <Button icon={Terminal} onClick={() => copy(awsCommand)}>
          {history.copyAws}
        </Button>
      )}
      <Button icon={ClipboardCopy} onClick={() => copy(JSON.stringify(row, undefined, 2))}>
        {history.copyDetails}
      </Button>
      {asking ? (
        <Confirm
          title={history.sendAgainAsk(1)}
          body={history.sendAgainBody}
          label={history.sendAgain}
          onConfirm={() => acts.sendAgain([row.id])}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {reason === undefined ? null : (
        <Dialog title={history.reasonTitle} wide onClose={() => setReason(undefined)}>
          <pre tabIndex={0}>{reason}</pre>
        </Dialog>
      )}
    </div>
  );
};
