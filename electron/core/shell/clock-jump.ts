/** One look at both clocks, in milliseconds. */
export interface ClockLook {
  readonly wall: number;
  readonly monotonic: number;
}

/**
 * By how many milliseconds the wall clock left the steady one between two looks; 0 for less than `tolerance`. Sleep
 * without a `suspend` event, a corrected clock and a time zone gone wrong all show up here.
 */
export const clockJump = (before: ClockLook, after: ClockLook, tolerance = 5_000): number => {
  const jump = after.wall - before.wall - (after.monotonic - before.monotonic);
  return Math.abs(jump) < tolerance ? 0 : jump;
};
