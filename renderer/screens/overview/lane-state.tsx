import {
  ArrowUpFromLine,
  CheckCircle2,
  Circle,
  Clock,
  FileWarning,
  FolderX,
  PauseCircle,
  RefreshCw,
  TriangleAlert,
  XCircle,
  type LucideIcon,
} from 'lucide-react';
import { unseenIn, waitingFor } from '../../../electron/contract/overall.ts';
import type { ConnectionState, TableView } from '../../../electron/contract/views.ts';
import { sentence } from '../../../electron/contract/words/sentence.ts';
import { leftAloneSentence } from '../../../electron/contract/words/states.ts';
import type { Tone } from '../../ui/state-badge.tsx';
import { useWindow } from '../../window-context.ts';

interface LaneLook {
  readonly icon: LucideIcon;
  readonly tone: Tone;
  readonly word: string;
  /** More of it, when the pointer rests on it. */
  readonly more?: string | undefined;
}

/** What a table is doing, in a word: what stands in its way first. */
const useLaneLook = (table: TableView, connection: ConnectionState): LaneLook => {
  const { words, language } = useWindow();
  const { lane } = words.overview;
  const { folderState: folder } = table;
  if (connection === 'held') return { icon: XCircle, tone: 'bad', word: words.common.held };
  if (table.paused) return { icon: PauseCircle, tone: 'calm', word: words.common.pausedState };
  if (folder !== null && !folder.reachable)
    return {
      icon: FolderX,
      tone: 'warn',
      word: lane.folderMissing,
      more: folder.fault === null ? undefined : sentence(folder.fault, language),
    };
  const stuck = waitingFor(table);
  if (stuck !== undefined)
    return { icon: Clock, tone: 'warn', word: lane.retrying, more: sentence(stuck, language) };
  const left = unseenIn(table);
  if (left !== undefined)
    return {
      icon: FileWarning,
      tone: 'warn',
      word: lane.leftAlone,
      more: leftAloneSentence(left, table.name, language),
    };
  if (table.work.some((one) => one.stage === 'uploading'))
    return { icon: ArrowUpFromLine, tone: 'busy', word: words.overview.uploading };
  if (table.inWork > 0) return { icon: RefreshCw, tone: 'busy', word: words.overview.converting };
  const settling = folder?.settling ?? 0;
  if (table.waiting > 0) return { icon: Clock, tone: 'calm', word: lane.queued };
  if (settling > 0) return { icon: Clock, tone: 'calm', word: words.overview.settling(settling) };
  if (table.attention > 0) return { icon: TriangleAlert, tone: 'bad', word: lane.attention };
  if (table.delivered + table.rejected === 0) return { icon: Circle, tone: 'calm', word: lane.noFile };
  return { icon: CheckCircle2, tone: 'good', word: lane.upToDate };
};

export const LaneState = ({
  table,
  connection,
}: {
  readonly table: TableView;
  readonly connection: ConnectionState;
}) => {
  const { icon: Icon, tone, word, more } = useLaneLook(table, connection);
  return (
    <span className={`badge ${tone}`} title={more}>
      <Icon aria-hidden size={13} strokeWidth={2} />
      <span>{word}</span>
    </span>
  );
};
