import type { ShellWords } from '../contract/words/shell.ts';

/** What the application menu can do. */
export interface MenuActs {
  /** Shows the window, and in it one of its pages. */
  show(path: string): void;
  scanNow(): void;
  openDocumentation(): void;
  openLogs(): void;
  exportConfiguration(): void;
  importConfiguration(): void;
  quit(): void;
}

type Item = Electron.MenuItemConstructorOptions;

/** The application menu with the platform's habits: on macOS settings and quit stand under the app's own name. */
export const menuTemplate = (acts: MenuActs, words: ShellWords, platform: NodeJS.Platform): Item[] => {
  const mac = platform === 'darwin';
  const settings: Item = {
    id: 'settings',
    label: words.settings,
    accelerator: 'CommandOrControl+,',
    click: () => acts.show('/settings'),
  };
  const quit: Item = { id: 'quit', label: words.quit, accelerator: 'CommandOrControl+Q', click: acts.quit };
  const own: Item = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      quit,
    ],
  };
  return [
    ...(mac ? [own] : []),
    {
      label: words.file,
      submenu: [
        { id: 'scan', label: words.scanNow, accelerator: 'CommandOrControl+R', click: acts.scanNow },
        { type: 'separator' },
        { id: 'import', label: words.importConfiguration, click: acts.importConfiguration },
        { id: 'export', label: words.exportConfiguration, click: acts.exportConfiguration },
        { type: 'separator' },
        ...(mac ? [] : [settings, { type: 'separator' as const }]),
        { role: 'close' },
        ...(mac ? [] : [quit]),
      ],
    },
    { role: 'editMenu', label: words.edit },
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    ...(mac ? [{ role: 'windowMenu' as const, label: words.window }] : []),
    {
      role: 'help',
      label: words.help,
      submenu: [
        { id: 'documentation', label: words.documentation, accelerator: 'F1', click: acts.openDocumentation },
        { id: 'logs', label: words.logs, click: acts.openLogs },
      ],
    },
  ];
};
