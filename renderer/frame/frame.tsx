import { useState, type MouseEvent } from 'react';
import { go, useRoute } from '../route.ts';
import { useWindow } from '../window-context.ts';
import { KeyboardHelp } from './keyboard-help.tsx';
import { LineNotice } from './line-notice.tsx';
import { Navigation } from './navigation.tsx';
import { Screen } from './screen.tsx';
import { StatusBar } from './status-bar.tsx';
import { useEngineActs } from './use-engine-acts.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** Links of the window go the way of `go`, so that unsaved work is asked about. */
const followLink = (event: MouseEvent): void => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
  if (link === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.getAttribute('href')?.slice(1) ?? '/');
};

/** Navigation at the side, the one sentence on top, the page below it. */
export const Frame = () => {
  const { words } = useWindow();
  const route = useRoute();
  const acts = useEngineActs();
  const [keyboard, setKeyboard] = useState(false);
  useShortcuts({ help: () => setKeyboard(true), scan: () => acts.scan({}), togglePause: acts.toggleAll });
  return (
    <div className="frame" onClickCapture={followLink}>
      <a
        className="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#content')?.focus();
        }}
      >
        {words.common.skip}
      </a>
      <Navigation route={route} onKeyboard={() => setKeyboard(true)} />
      <div className="stage">
        <StatusBar acts={acts} />
        <LineNotice />
        <Screen route={route} />
      </div>
      {keyboard ? <KeyboardHelp onClose={() => setKeyboard(false)} /> : null}
    </div>
  );
};
