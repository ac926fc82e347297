import { Preferences } from '../../contract/preferences.ts';
import type { HandlersOf } from '../../core/door/handlers.ts';
import type { WindowParts } from './window-parts.ts';

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
  'preferences.set': async (changes) => {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const after = Preferences.parse({ ...(await preferences.get()), ...given });
    await preferences.set(after);
    return after;
  },
});
