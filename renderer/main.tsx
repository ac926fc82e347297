import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import { openDoor } from './door/open-door.ts';
import { keepWindowKey } from './door/window-key.ts';
import { App } from './frame/app.tsx';
import { adoptPath } from './route.ts';
import { applyTheme, remembered } from './preferences.ts';

// the content policy forbids code from text, which zod would try
config({ jitless: true });
keepWindowKey();
adoptPath();
applyTheme(remembered().theme);

const place = document.querySelector('#window');
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <App door={openDoor()} />
    </StrictMode>,
  );
}
