import { app, dialog } from 'electron';
import path from 'node:path';
import { windowService } from '../compose/host/window-handlers.ts';
import { openHistoryReader, shellFiles } from '../compose/shell.ts';
import { type Language, sentence } from '../contract/words/sentence.ts';
import { shellWords } from '../contract/words/shell.ts';
import { PathRegister } from '../core/shell/path-register.ts';
import { pathsIn } from '../core/shell/paths-in.ts';
import { setupExchange } from './configuration-exchange.ts';
import { setupDrop } from './drop-files.ts';
import { desktopHandlers } from './handlers-desktop.ts';
import { headlessRefusal } from './headless-refusal.ts';
import { desktopLibrary } from './library.ts';
import { setupPickers } from './pickers.ts';
import { registerAppScheme, setupAppProtocol } from './setup-app-protocol.ts';
import { setupCrashReports } from './setup-crash-reports.ts';
import { setupDoor } from './setup-door.ts';
import { checkConverter, setupEngine } from './setup-engine.ts';
import { setupGuards } from './setup-guards.ts';
import { setupIdentity } from './setup-identity.ts';
import { setupInstaller } from './setup-installer.ts';
import { setupKeychain } from './setup-keychain.ts';
import { setupLog } from './setup-log.ts';
import { setupLoginStart } from './setup-login-start.ts';
import { setupMenu } from './setup-menu.ts';
import { setupNotifications } from './setup-notifications.ts';
import { setupPower } from './setup-power.ts';
import { setupPreferences } from './setup-preferences.ts';
import { setupQuit } from './setup-quit.ts';
import { setupSettings } from './setup-settings.ts';
import { setupSingleInstance } from './setup-single-instance.ts';
import { setupTray } from './setup-tray.ts';
import { setupUpdates } from './setup-updates.ts';
import { type MainWindow, setupWindow } from './setup-window.ts';

/** Where the bundles stand: the main one in `build`, beside it the window's files, the icons and the texts. */
const placesOf = (build: string) => ({
  preload: path.join(build, 'preload.cjs'),
  converterBundle: path.join(build, 'converter.cjs'),
  historyBundle: path.join(build, 'history.cjs'),
  keychainBundle: path.join(build, 'keychain.cjs'),
  beside: path.dirname(build),
  windowFiles: path.join(build, '../renderer'),
  icons: path.join(build, '../icons'),
  dataDirectory: path.join(app.getPath('userData'), 'data'),
});

/** Everything that runs once Electron is ready, in its order. */
const start = async (build: string, whenShown: (window: MainWindow) => void): Promise<void> => {
  const {
    preload,
    converterBundle,
    historyBundle,
    keychainBundle,
    beside,
    windowFiles,
    icons,
    dataDirectory,
  } = placesOf(build);
  const log = setupLog();
  const settings = setupSettings(log);
  const configuration = () => settings.configuration;
  const language = (): Language => {
    const { language: wished } = settings.preferences;
    return wished === 'system' ? (app.getLocale().startsWith('de') ? 'de' : 'en') : wished;
  };
  const words = () => shellWords[language()];
  setupGuards(log);
  setupAppProtocol(windowFiles, log);

  const keychain = setupKeychain(keychainBundle);
  const { secrets } = keychain;
  const host = setupEngine({ settings, dataDirectory, converterBundle, secrets, language, log });
  const register = new PathRegister(() => pathsIn(settings.configuration));
  const dropping = setupDrop(configuration, () => host.scanNow());
  const reader = openHistoryReader(dataDirectory, historyBundle);
  const preferences = setupPreferences(settings, setupLoginStart(shellFiles, log), log);
  const service = windowService({
    host,
    reader,
    register,
    log,
    preferences,
    library: desktopLibrary(beside, log),
    abilities: { shell: 'desktop', pickers: true, startAtLogin: true, openFolders: true, browse: false },
    version: app.getVersion(),
    suggestIn: path.join(app.getPath('documents'), 'Sluice'),
  });
  const updates = await setupUpdates({
    build,
    preferences,
    feed: () => settings.preferences.updateFeed,
    log,
  });
  const quitting = setupQuit(async () => {
    dropping.close();
    keychain.close();
    await Promise.all([host.close(), service.close(), reader.close(), updates.updater.close()]);
  }, log);
  const window = setupWindow({ preload, icon: path.join(icons, 'sluice.png'), settings, log, quitting });
  whenShown(window);
  host.subscribe((push) => window.push(push));

  const pickers = setupPickers(window, register);
  const exchange = setupExchange({ window, pickers, register, words, configuration, host });
  const updateMenu = () => setupMenu({ window, host, exchange, log }, words());
  const { newVersion } = updates;
  const updateTray = setupTray({ icons, host, window, words, newVersion, queue: service.handlers });
  updateMenu();
  preferences.onChange(updateMenu);
  preferences.onChange(updateTray);
  updates.updater.onChange(updateTray);
  setupDoor({
    window,
    register,
    log,
    handlers: {
      ...service.handlers,
      ...desktopHandlers({ host, configuration, pickers, dropping, exchange }),
      ...updates.handlers,
    },
  });
  setupNotifications({ preferences: () => settings.preferences.notifications, words, host, window });
  setupPower(host, log);
  await host.restart();
  updateTray();
  await service.sandbox.takeUp();
  const broken = await checkConverter(host, converterBundle, log);
  if (broken !== undefined) dialog.showErrorBox('Sluice', sentence(broken.view, language()));
};

/** Starts the desktop app. `build` is the folder of the main bundle. */
export const boot = (build: string): void => {
  const refusal = headlessRefusal(process.argv);
  if (refusal !== undefined) {
    process.stderr.write(`${refusal}\n`);
    app.exit(2);
    return;
  }
  let window: MainWindow | undefined;
  setupIdentity();
  if (setupInstaller()) return;
  registerAppScheme();
  if (!setupSingleInstance(() => window?.show())) {
    app.quit();
    return;
  }
  setupCrashReports();
  app
    .whenReady()
    .then(() =>
      start(build, (shown) => {
        window = shown;
      }),
    )
    .catch((error: unknown) => {
      dialog.showErrorBox(
        shellWords.en.cannotStartTitle,
        error instanceof Error ? error.message : String(error),
      );
      app.exit(1);
    });
};
