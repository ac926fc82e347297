import type { Language } from './sentence.ts';

/** What menus, tray, dialogs and notifications say. */
export interface ShellWords {
  readonly openWindow: string;
  readonly openFolder: string;
  readonly noFolders: string;
  readonly lastDeliveries: string;
  readonly noDeliveries: string;
  readonly pauseAll: string;
  readonly resumeAll: string;
  readonly scanNow: string;
  readonly newVersion: (version: string) => string;
  readonly quit: string;
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly help: string;
  readonly settings: string;
  readonly documentation: string;
  readonly logs: string;
  readonly exportConfiguration: string;
  readonly importConfiguration: string;
  readonly rejectedTitle: (count: number) => string;
  readonly rejectedBody: (files: readonly string[], count: number) => string;
  readonly stoppedTitle: (connection: string) => string;
  readonly wellAgainTitle: string;
  readonly wellAgainBody: string;
  readonly cannotStartTitle: string;
  readonly confirmPaths: string;
  readonly useFolders: string;
  readonly cancel: string;
  readonly headlessRefused: string;
}

const english: ShellWords = {
  openWindow: 'Open Sluice',
  openFolder: 'Open folder',
  noFolders: 'No folder is watched yet',
  lastDeliveries: 'Last deliveries',
  noDeliveries: 'Nothing delivered yet',
  pauseAll: 'Pause all',
  resumeAll: 'Resume all',
  scanNow: 'Scan now',
  newVersion: (version) => `Sluice ${version} is there…`,
  quit: 'Quit Sluice',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  settings: 'Settings…',
  documentation: 'Documentation',
  logs: 'Show log files',
  exportConfiguration: 'Export configuration…',
  importConfiguration: 'Import configuration…',
  rejectedTitle: (count) => (count === 1 ? 'A file was rejected' : `${count} files were rejected`),
  rejectedBody: (files, count) =>
    count > files.length ? `${files.join(', ')} and ${count - files.length} more` : files.join(', '),
  stoppedTitle: (connection) => `Connection ${connection} is stopped`,
  wellAgainTitle: 'All well again',
  wellAgainBody: 'Files are being delivered.',
  cannotStartTitle: 'Sluice cannot start',
  confirmPaths: 'This configuration uses folders and files that nobody chose on this machine. Use them?',
  useFolders: 'Use them',
  cancel: 'Cancel',
  headlessRefused:
    'This is the desktop app: it needs a display. For a server use the headless program:\n  sluice run --config sluice.yaml\nIt is part of the npm package "sluice" and needs no Electron; see docs/headless.md.',
};

const german: ShellWords = {
  openWindow: 'Sluice öffnen',
  openFolder: 'Ordner öffnen',
  noFolders: 'Noch kein Ordner wird überwacht',
  lastDeliveries: 'Letzte Zustellungen',
  noDeliveries: 'Noch nichts zugestellt',
  pauseAll: 'Alle pausieren',
  resumeAll: 'Alle fortsetzen',
  scanNow: 'Jetzt durchsuchen',
  newVersion: (version) => `Sluice ${version} ist da …`,
  quit: 'Sluice beenden',
  file: 'Datei',
  edit: 'Bearbeiten',
  view: 'Ansicht',
  window: 'Fenster',
  help: 'Hilfe',
  settings: 'Einstellungen…',
  documentation: 'Dokumentation',
  logs: 'Protokolldateien zeigen',
  exportConfiguration: 'Konfiguration exportieren…',
  importConfiguration: 'Konfiguration importieren…',
  rejectedTitle: (count) =>
    count === 1 ? 'Eine Datei wurde abgelehnt' : `${count} Dateien wurden abgelehnt`,
  rejectedBody: (files, count) =>
    count > files.length ? `${files.join(', ')} und ${count - files.length} weitere` : files.join(', '),
  stoppedTitle: (connection) => `Verbindung ${connection} ist angehalten`,
  wellAgainTitle: 'Alles wieder in Ordnung',
  wellAgainBody: 'Dateien werden zugestellt.',
  cannotStartTitle: 'Sluice kann nicht starten',
  confirmPaths:
    'Diese Konfiguration nennt Ordner und Dateien, die auf diesem Rechner niemand gewählt hat. Verwenden?',
  useFolders: 'Verwenden',
  cancel: 'Abbrechen',
  headlessRefused:
    'Dies ist die Desktop-App: sie braucht einen Bildschirm. Für einen Server gibt es das Programm ohne Oberfläche:\n  sluice run --config sluice.yaml\nEs ist Teil des npm-Pakets „sluice“ und braucht kein Electron; siehe docs/headless.md.',
};

export const shellWords: Readonly<Record<Language, ShellWords>> = { en: english, de: german };
