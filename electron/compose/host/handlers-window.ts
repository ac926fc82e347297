import { Preferences } from '../../contract/preferences.ts';
import type { CallInput } from '../../contract/calls.ts';
import type { HandlersOf } from '../../core/door/handlers.ts';
import type { WindowParts } from './window-parts.ts';

/** One change after the other: each is laid over what the one before left. */
const inLine = <Input, Output>(
  act: (input: Input) => Promise<Output>,
): ((input: Input) => Promise<Output>) => {
  let line: Promise<unknown> = Promise.resolve();
  return (input) => {
    const done = line.then(() => act(input));
    line = done.catch(() => undefined);
    return done;
  };
};

/** The window itself: what it shows first, what it may do, and how a person likes it. */
export const windowHandlers = ({
  host,
  abilities,
  preferences,
}: WindowParts): HandlersOf<
  'window.snapshot' | 'window.abilities' | 'preferences.get' | 'preferences.set'
> => ({
  'window.snapshot': () => host.snapshot(),
  'window.abilities': () => abilities,
  'preferences.get': () => preferences.get(),
  'preferences.set': inLine(async (changes: CallInput<'preferences.set'>) => {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const after = Preferences.parse({ ...(await preferences.get()), ...given });
    await preferences.set(after);
    return after;
  }),
});
