import { defaultPreferences, Preferences } from '../electron/contract/preferences.ts';
import type { Language } from '../electron/contract/words/sentence.ts';

const place = 'sluice.preferences';

/** What held when the window was last open: the first picture is painted with it, before the engine answers. */
export const remembered = (): Preferences => {
  try {
    const kept = Preferences.safeParse(JSON.parse(localStorage.getItem(place) ?? 'null'));
    return kept.success ? kept.data : defaultPreferences;
  } catch {
    return defaultPreferences;
  }
};

export const remember = (preferences: Preferences): void => {
  try {
    localStorage.setItem(place, JSON.stringify(preferences));
  } catch {
    // a browser that keeps nothing paints the system's choice first
  }
};

export const applyTheme = (theme: Preferences['theme']): void => {
  document.documentElement.dataset['theme'] = theme;
};

/** The language of the window: the one chosen, else the first of the system's that it speaks. */
export const languageOf = (chosen: Preferences['language'], system: readonly string[]): Language => {
  if (chosen !== 'system') return chosen;
  const known = system
    .map((locale) => locale.slice(0, 2).toLowerCase())
    .find((name) => name === 'de' || name === 'en');
  return known === 'de' ? 'de' : 'en';
};
