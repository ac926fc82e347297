import { app, dialog } from 'electron';
import path from 'node:path';
import { shellFiles, systemClock } from '../compose/shell.ts';
import type { Configuration } from '../contract/configuration.ts';
import type { Language } from '../contract/words/sentence.ts';
import { shellWords } from '../contract/words/shell.ts';
import { PathRegister } from '../core/shell/path-register.ts';
import { setupExchange } from './configuration-exchange.ts';
import { pathsOf } from './configuration-paths.ts';
import { setupDrop } from './drop-files.ts';
import { EngineHost } from './engine-host.ts';
import { configurationHandlers } from './handlers-configuration.ts';
import { applyPreferences, desktopHandlers } from './handlers-desktop.ts';
import { headlessRefusal } from './headless-refusal.ts';
import { setupPickers } from './pickers.ts';
import { registerAppScheme, setupAppProtocol } from './setup-app-protocol.ts';
import { setupCrashReports } from './setup-crash-reports.ts';
import { setupDoor } from './setup-door.ts';
import { setupEventFeed } from './setup-event-feed.ts';
import { setupGuards } from './setup-guards.ts';
import { setupIdentity } from './setup-identity.ts';
import { setupLog } from './setup-log.ts';
import { setupLoginStart } from './setup-login-start.ts';
import { setupMenu } from './setup-menu.ts';
import { setupNotifications } from './setup-notifications.ts';
import { setupPower } from './setup-power.ts';
import { setupQuit } from './setup-quit.ts';
import { setupSettings } from './setup-settings.ts';
import { setupSingleInstance } from './setup-single-instance.ts';
import { setupTray } from './setup-tray.ts';
import { type MainWindow, setupWindow } from './setup-window.ts';
import { desktopEngine } from './start-engine.ts';

/** Where the bundles stand: the main one in `build`, beside it the window's files and the icons. */
const places = (build: string) => ({
  preload: path.join(build, 'preload.cjs'),
  worker: path.join(build, 'converter.cjs'),
  window: path.join(build, '../renderer'),
  icons: path.join(build, '../icons'),
  dataDirectory: path.join(app.getPath('userData'), 'data'),
});

/** Everything that runs once Electron is ready, in its order. */
const start = async (build: string, whenShown: (window: MainWindow) => void): Promise<void> => {
  const { preload, worker, window: windowFiles, icons, dataDirectory } = places(build);
  const log = setupLog();
  const settings = setupSettings(log);
  const configuration = () => settings.configuration;
  const language = (): Language => {
    const { language: wished } = settings.preferences;
    return wished === 'system' ? (app.getLocale().startsWith('de') ? 'de' : 'en') : wished;
  };
  const words = () => shellWords[language()];
  applyPreferences(settings.preferences, log);
  setupGuards(log);
  setupAppProtocol(windowFiles, log);

  const engine = new EngineHost(desktopEngine({ dataDirectory, worker }), log, language);
  const dropping = setupDrop(configuration, () => engine.scanNow());
  const quitting = setupQuit(async () => {
    dropping.close();
    await engine.close();
  }, log);
  const window = setupWindow({ preload, icon: path.join(icons, 'sluice.png'), settings, log, quitting });
  whenShown(window);

  const register = new PathRegister(() => pathsOf(settings.configuration));
  const pickers = setupPickers(window, register);
  const take = async (changed: Configuration): Promise<void> => {
    settings.setConfiguration(changed);
    await engine.run(changed);
  };
  const exchange = setupExchange({ window, pickers, register, words, configuration, take });
  const updateMenu = () => setupMenu({ window, engine, exchange, log }, words());
  const updateTray = setupTray({ icons, source: engine, window, words });
  updateMenu();
  setupDoor({
    window,
    register,
    log,
    handlers: {
      'window.snapshot': setupEventFeed(window, engine, systemClock),
      ...configurationHandlers({ configuration, take, exchange, engine }),
      ...desktopHandlers({
        settings,
        pickers,
        dropping,
        dataDirectory,
        log,
        setStartAtLogin: setupLoginStart(shellFiles, log),
        preferencesChanged: () => {
          applyPreferences(settings.preferences, log);
          updateMenu();
          updateTray();
        },
      }),
    },
  });
  setupNotifications({ preferences: () => settings.preferences.notifications, words, engine, window });
  setupPower(engine, log);
  await engine.run(settings.configuration);
  updateTray();
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
