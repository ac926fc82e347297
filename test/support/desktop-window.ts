import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { logText, willPick } from '../e2e/desktop/window.ts';
import { ensureBuilt } from '../electron/built.ts';
import { freshUserData, launch } from '../electron/launch.ts';
import type { WindowRig } from './window.ts';

/**
 * Answers every field of the page that asks for a file, by the file's path, as a person does: of a mere copy of its
 * bytes the app learns no path.
 */
const answerFields = async (page: Page, chosen: () => string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  session.on('Page.fileChooserOpened', ({ backendNodeId }) => {
    if (backendNodeId === undefined) return;
    void session.send('DOM.setFileInputFiles', { files: [chosen()], backendNodeId });
  });
  await session.send('Page.enable');
  await session.send('Page.setInterceptFileChooserDialog', { enabled: true });
};

/** The desktop app with its window, in a home of its own: Electron's binary where there is one, else the stand-in. */
export const startDesktopWindow = async (): Promise<WindowRig> => {
  await ensureBuilt();
  const userData = freshUserData();
  const home = join(userData, 'home');
  mkdirSync(home);
  const environment = { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), DBUS_SESSION_BUS_ADDRESS: '' };
  const app = await launch({ userData, environment });
  let chosen = '';
  return {
    folder: userData,
    /** The app itself writes down what its page complains of. */
    get complaints() {
      return logText(app)
        .split('\n')
        .filter((line) => line.includes('the window complained') || line.includes('nobody caught'));
    },
    open: async () => {
      const page = await app.page();
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.locator('main h1').waitFor();
      await answerFields(page, () => chosen);
      return page;
    },
    // some buttons ask with the system's own dialog, some with a field of the page
    choose: async (_page, file, act) => {
      chosen = file;
      await willPick(app, file);
      await act();
    },
    // the system asks where to save: what would be saved is caught before
    saved: async (page, act) => {
      await page.evaluate(`(() => {
        const make = URL.createObjectURL;
        window.savedText = new Promise((resolve) => {
          URL.createObjectURL = (blob) => {
            URL.createObjectURL = make;
            resolve(blob.text());
            return make(blob);
          };
        });
      })()`);
      await act();
      return (await page.evaluate('window.savedText')) as string;
    },
    close: () => app.remove(),
  };
};
