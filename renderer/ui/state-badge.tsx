import {
  ArrowUpFromLine,
  CheckCircle2,
  CircleDashed,
  CircleSlash,
  Clock,
  Copy,
  Layers,
  PauseCircle,
  RefreshCw,
  TriangleAlert,
  XCircle,
  type LucideIcon,
} from 'lucide-react';
import type { DeliveryState, OverallState } from '../../electron/contract/state.ts';
import type { ConnectionState } from '../../electron/contract/views.ts';
import { stateNames } from '../../electron/contract/words/states.ts';
import { useWindow } from '../window-context.ts';

export type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'calm';
interface Look {
  readonly icon: LucideIcon;
  readonly tone: Tone;
}

const deliveryLooks: Readonly<Record<DeliveryState, Look>> = {
  queued: { icon: Clock, tone: 'calm' },
  converting: { icon: RefreshCw, tone: 'busy' },
  spooled: { icon: Layers, tone: 'calm' },
  uploading: { icon: ArrowUpFromLine, tone: 'busy' },
  delivered: { icon: CheckCircle2, tone: 'good' },
  rejected: { icon: XCircle, tone: 'bad' },
  held: { icon: PauseCircle, tone: 'warn' },
  duplicate: { icon: Copy, tone: 'calm' },
  empty: { icon: CircleDashed, tone: 'calm' },
  superseded: { icon: CircleSlash, tone: 'calm' },
};

export const overallLooks: Readonly<Record<OverallState, Look>> = {
  idle: { icon: CheckCircle2, tone: 'good' },
  working: { icon: RefreshCw, tone: 'busy' },
  paused: { icon: PauseCircle, tone: 'calm' },
  waiting: { icon: Clock, tone: 'warn' },
  attention: { icon: TriangleAlert, tone: 'bad' },
  stopped: { icon: XCircle, tone: 'bad' },
};

const connectionLooks: Readonly<Record<ConnectionState, Look>> = {
  ready: { icon: CheckCircle2, tone: 'good' },
  held: { icon: XCircle, tone: 'bad' },
  paused: { icon: PauseCircle, tone: 'calm' },
};

const Badge = ({ look, text }: { readonly look: Look; readonly text: string }) => (
  <span className={`badge ${look.tone}`}>
    <look.icon aria-hidden size={13} strokeWidth={2} />
    <span>{text}</span>
  </span>
);

export const StateBadge = ({ state }: { readonly state: DeliveryState }) => {
  const { language } = useWindow();
  return <Badge look={deliveryLooks[state]} text={stateNames[language][state]} />;
};

export const ConnectionBadge = ({ state }: { readonly state: ConnectionState }) => {
  const { common } = useWindow().words;
  const names = { ready: common.ready, held: common.held, paused: common.pausedState };
  return <Badge look={connectionLooks[state]} text={names[state]} />;
};

/** The icon alone, where the word stands beside it. */
export const ConnectionIcon = ({ state }: { readonly state: ConnectionState }) => {
  const { icon: Icon, tone } = connectionLooks[state];
  return <Icon aria-hidden className={`tone ${tone}`} size={13} strokeWidth={2} />;
};
