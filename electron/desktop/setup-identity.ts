import { app } from 'electron';

/** Windows groups notifications and the taskbar by this; it must be the same as the installer's. */
export const applicationId = 'com.squirrel.Sluice.sluice-desktop';

/** Who the app is for the system, and the sandbox for every renderer. Before `ready`. */
export const setupIdentity = (): void => {
  app.enableSandbox();
  app.setAppUserModelId(applicationId);
  app.setAboutPanelOptions({ applicationName: 'Sluice', applicationVersion: app.getVersion() });
};
