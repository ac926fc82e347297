import type { WindowRig } from '../../support/window.ts';

type Start = () => Promise<WindowRig>;
let start: Start | undefined;

/** Says over which door the walk goes; before `walk.ts` is imported. */
export const walkOver = (chosen: Start): void => {
  start = chosen;
};

/** Opens the window over the chosen door. */
export const openRig: Start = () => {
  if (start === undefined) throw new Error('say over which door to go');
  return start();
};
