import { powerMonitor } from 'electron';
import { clockJump } from '../core/shell/clock-jump.ts';
import type { Log } from '../core/shell/files.ts';

export interface PowerListener {
  suspend(): Promise<void>;
  resume(): Promise<void>;
}

const lookEvery = 15_000;

/**
 * Lets go of the folders when the machine sleeps and looks at them again when it wakes. The clocks are compared as well:
 * not every sleep is announced.
 */
export const setupPower = (engine: PowerListener, log: Log): (() => void) => {
  let line: Promise<void> = Promise.resolve();
  const then = (what: string, act: () => Promise<void>): void => {
    log.write('info', what);
    line = line.then(act).catch((error: unknown) => {
      log.write('error', `${what}: failed`, { reason: String(error) });
    });
  };
  powerMonitor.on('suspend', () => then('the machine goes to sleep', () => engine.suspend()));
  powerMonitor.on('resume', () => then('the machine woke', () => engine.resume()));

  const look = () => ({ wall: Date.now(), monotonic: performance.now() });
  let before = look();
  const timer = setInterval(() => {
    const after = look();
    const jump = clockJump(before, after);
    before = after;
    if (jump === 0) return;
    then(`the clock jumped by ${Math.round(jump / 1_000)} s`, async () => {
      await engine.suspend();
      await engine.resume();
    });
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
};
