import { app } from 'electron';

/**
 * True for the first process of this person. A later start tells the first, which shows its window (on a desktop
 * without a tray that is the only way back to it), and ends.
 */
export const setupSingleInstance = (onSecondStart: () => void): boolean => {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', onSecondStart);
  return true;
};
