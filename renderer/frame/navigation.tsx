import {
  CircleHelp,
  FlaskConical,
  Gauge,
  History,
  Keyboard,
  Plus,
  Settings,
  type LucideIcon,
} from 'lucide-react';
import { pathOf, type Route } from '../route.ts';
import { ConnectionIcon } from '../ui/state-badge.tsx';
import { useWindow } from '../window-context.ts';

/** The sluice of the icon: two posts, the gate, the water that passes under it. */
const Mark = () => (
  <svg aria-hidden className="mark" viewBox="0 0 512 512" width={20} height={20}>
    <rect x="16" y="16" width="480" height="480" rx="104" />
    <path d="M104 336V104H408V336" />
    <path className="gate" d="M206 190H306V270H206Z" />
    <path className="water" d="M84 420Q127 368 170 420T256 420T342 420T428 420" />
  </svg>
);

interface LinkProps {
  readonly to: string;
  readonly here: boolean;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly count?: string | undefined;
}

const NavigationLink = ({ to, here, label, icon: Icon, count }: LinkProps) => (
  <a href={`#${to}`} aria-current={here ? 'page' : undefined} title={label}>
    <Icon aria-hidden size={15} strokeWidth={1.8} />
    <span className="nav-label">{label}</span>
    {count === undefined ? null : <span className="nav-count">{count}</span>}
  </a>
);

export const Navigation = ({
  route,
  onKeyboard,
}: {
  readonly route: Route;
  readonly onKeyboard: () => void;
}) => {
  const { words, live, configuration, format } = useWindow();
  const { common } = words;
  const [first, second] = route.parts;
  const attention = (live.status?.connections ?? [])
    .flatMap((connection) => connection.tables)
    .reduce((sum, table) => sum + table.attention, 0);
  const stateOf = (name: string) =>
    live.status?.connections.find((one) => one.name === name)?.state ?? 'ready';
  return (
    <nav className="navigation" aria-label={common.navigation}>
      <a className="brand" href="#/" tabIndex={-1} aria-hidden>
        <Mark />
        <span className="nav-label">Sluice</span>
      </a>
      <div className="nav-group">
        <NavigationLink to="/" here={first === undefined} label={common.overview} icon={Gauge} />
        <NavigationLink
          to="/history"
          here={first === 'history'}
          label={common.history}
          icon={History}
          count={attention > 0 ? format.number(attention) : undefined}
        />
        <NavigationLink to="/sandbox" here={first === 'sandbox'} label={common.sandbox} icon={FlaskConical} />
      </div>
      <div className="nav-group nav-connections">
        <h2 className="nav-label">{common.connections}</h2>
        {(configuration?.connections ?? []).map(({ name }) => (
          <a
            key={name}
            href={`#${pathOf('connections', name)}`}
            title={name}
            aria-current={first === 'connections' && second === name ? 'page' : undefined}
          >
            <ConnectionIcon state={stateOf(name)} />
            <span className="nav-label nav-name">{name}</span>
          </a>
        ))}
        <NavigationLink
          to="/new-connection"
          here={first === 'new-connection'}
          label={common.addConnection}
          icon={Plus}
        />
      </div>
      <div className="nav-group nav-end">
        <NavigationLink to="/settings" here={first === 'settings'} label={common.settings} icon={Settings} />
        <NavigationLink to="/about" here={first === 'about'} label={common.help} icon={CircleHelp} />
        <button type="button" className="nav-button" onClick={onKeyboard} title={common.keyboard}>
          <Keyboard aria-hidden size={15} strokeWidth={1.8} />
          <span className="nav-label">{common.keyboard}</span>
          <kbd className="nav-label">?</kbd>
        </button>
      </div>
    </nav>
  );
};
