import { useEffect, useRef } from 'react';
import { go } from '../route.ts';

export interface Shortcuts {
  readonly help: () => void;
  readonly scan: () => void;
  readonly togglePause: () => void;
}

const pages: Readonly<Record<string, string>> = {
  o: '/',
  h: '/history',
  b: '/sandbox',
  s: '/settings',
  a: '/about',
};
/** After `g`, the letter of a page has to come within this time, in milliseconds. */
const chordTime = 1_500;

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select') ||
    target.isContentEditable);

/** Keys that work anywhere in the window, as long as nobody writes. */
export const useShortcuts = (acts: Shortcuts): void => {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    let chordUntil = 0;
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const page = pages[event.key];
      if (performance.now() < chordUntil && page !== undefined) {
        chordUntil = 0;
        event.preventDefault();
        go(page);
        return;
      }
      if (event.key === 'g') chordUntil = performance.now() + chordTime;
      else if (event.key === '?') latest.current.help();
      else if (event.key === 'r') latest.current.scan();
      else if (event.key === 'p') latest.current.togglePause();
      else if (event.key === '/') {
        event.preventDefault();
        const search = document.querySelector<HTMLInputElement>('input[type=search]');
        if (search === null) go('/history?focus=search');
        else search.focus();
      }
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
};
