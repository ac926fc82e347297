import type { OverallState } from '../contract/state.ts';
import type { StatusView } from '../contract/views.ts';
import type { ShellWords } from '../contract/words/shell.ts';

/** A delivery as the tray's menu names it. */
export interface RecentDelivery {
  readonly id: number;
  readonly file: string;
  readonly table: string;
}

/** What the tray's menu can do. */
export interface TrayActs {
  openWindow(): void;
  openUpdates(): void;
  openDelivery(delivery: RecentDelivery): void;
  openFolder(folder: string): void;
  pauseAll(): void;
  resumeAll(): void;
  quit(): void;
}

export interface TrayFacts {
  readonly status: StatusView;
  readonly recent: readonly RecentDelivery[];
  readonly words: ShellWords;
  /** The newer version that is there, or ready for the next start. */
  readonly newVersion?: string | undefined;
}

type Item = Electron.MenuItemConstructorOptions;

/** Menus are narrow: what is longer is cut in its middle, where paths and names differ least. */
export const shortened = (text: string, length = 60): string => {
  if (text.length <= length) return text;
  const half = Math.floor((length - 1) / 2);
  return `${text.slice(0, half)}…${text.slice(text.length - half)}`;
};

/** In a menu `&` marks the key of an item. */
const label = (text: string): string => shortened(text).replaceAll('&', '&&');

const deliveries = ({ recent, words }: TrayFacts, acts: TrayActs): Item[] => {
  if (recent.length === 0) return [{ id: 'none', label: words.noDeliveries, enabled: false }];
  return recent.map((delivery) => ({
    id: `delivery-${delivery.id}`,
    label: label(`${delivery.file} → ${delivery.table}`),
    click: () => acts.openDelivery(delivery),
  }));
};

const folders = ({ status, words }: TrayFacts, acts: TrayActs): Item => {
  const tables = status.connections.flatMap((connection) => connection.tables);
  if (tables.length === 0) return { id: 'folders', label: words.noFolders, enabled: false };
  return {
    id: 'folders',
    label: words.openFolder,
    submenu: tables.map((table, index) => ({
      id: `folder-${index}`,
      label: label(`${table.name}: ${table.folder}`),
      click: () => acts.openFolder(table.folder),
    })),
  };
};

/** Whether everything stands still because a person said so. */
export const allPaused = (status: StatusView): boolean =>
  status.connections.length > 0 &&
  status.connections.every(
    (connection) => connection.state === 'paused' || connection.tables.every((table) => table.paused),
  );

/** The tray's menu, as a template. */
export const trayMenu = (facts: TrayFacts, acts: TrayActs): Item[] => {
  const { status, words, newVersion } = facts;
  const nothing = status.connections.length === 0;
  return [
    { id: 'state', label: label(status.sentence === '' ? 'Sluice' : status.sentence), enabled: false },
    { type: 'separator' },
    { id: 'recent', label: words.lastDeliveries, submenu: deliveries(facts, acts) },
    folders(facts, acts),
    { type: 'separator' },
    allPaused(status)
      ? { id: 'resume', label: words.resumeAll, click: acts.resumeAll }
      : { id: 'pause', label: words.pauseAll, enabled: !nothing, click: acts.pauseAll },
    { type: 'separator' },
    ...(newVersion === undefined
      ? []
      : [{ id: 'update', label: words.newVersion(newVersion), click: acts.openUpdates }]),
    { id: 'open', label: words.openWindow, click: acts.openWindow },
    { id: 'quit', label: words.quit, click: acts.quit },
  ];
};

/** How many files are on their way. */
export const inWork = (status: StatusView): number =>
  status.connections
    .flatMap((connection) => connection.tables)
    .reduce((sum, table) => sum + table.waiting + table.inWork, 0);

/** The icon's file for a state: shape and colour both differ; macOS colours templates itself. */
export const trayIcon = (state: OverallState, platform: NodeJS.Platform): string => {
  if (platform === 'darwin') return `tray-${state}Template.png`;
  return platform === 'win32' ? `tray-${state}.ico` : `tray-${state}.png`;
};
