import type { Configuration } from '../../contract/configuration.ts';

/** Whether a running engine knows nothing of a change. How long history is kept is looked up where it is pruned. */
export const needsRestart = (before: Configuration, after: Configuration): boolean => {
  const { historyDays: _before, ...engineBefore } = before;
  const { historyDays: _after, ...engineAfter } = after;
  return JSON.stringify(engineBefore) !== JSON.stringify(engineAfter);
};
