import { Fault } from '../../contract/fault.ts';
import { ignoredFile } from '../watch/names.ts';

const longestBytes = 255;
/** Windows means devices by these, whatever the ending, and drops blanks and dots from the end of a name. */
const deviceOrCut = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)|[. ]$/i;

/** The name of a file that a browser hands over, as it is. Throws `usage.wrong` where it is no plain name, or never taken. */
export const droppedName = (name: string): string => {
  const refuse = (reason: string): never => {
    throw new Fault('usage.wrong', { reason: `“${name.slice(0, 100)}” ${reason}` });
  };
  if (name === '' || name === '.' || name === '..' || /[/\\\p{Cc}]/u.test(name))
    refuse('is no name of a file');
  if (deviceOrCut.test(name)) refuse('is a name that Windows takes for something else');
  if (/[<>:"|?*]/.test(name)) refuse('has characters that not every system takes in a name');
  if (new TextEncoder().encode(name).length > longestBytes) refuse('is too long for a name');
  if (ignoredFile(name)) refuse('is a name that Sluice passes over');
  return name;
};
