import { Fault } from '../../contract/fault.ts';
import { clockOffset } from '../../core/upload/classify.ts';

/** S3 refuses requests that are further off; from a minute on it is worth a word. */
const refusedFrom = 15 * 60;
const mentionedFrom = 60;

/** Compares this machine's clock with the service's Date, which counts whole seconds. */
export const judgeClock = (
  date: string | undefined,
  now: number,
): { readonly detail: string; readonly fault?: Fault } => {
  const offset = clockOffset(date, now);
  if (offset === undefined) return { detail: 'the endpoint tells no time' };
  const seconds = Math.round(offset / 1000);
  const size = Math.abs(seconds);
  const detail = `${size} ${size === 1 ? 'second' : 'seconds'} ${seconds < 0 ? 'behind' : 'ahead'}`;
  if (size >= refusedFrom) return { detail, fault: new Fault('clock.skewed', { seconds }) };
  return { detail: size < mentionedFrom ? 'agrees with the service' : `${detail}: still accepted` };
};
