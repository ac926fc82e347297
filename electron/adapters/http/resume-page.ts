import { httpDoor } from '../../contract/http-door.ts';
import { resumeWords } from '../../contract/words/resume.ts';

/** Where the page finds its script; the content policy allows none inside it. */
export const resumeScriptPath = '/resume.js';

const { en, de } = resumeWords;

/** Shown where a browser comes without a session. It holds nothing that is not public. */
export const resumePage = `<!doctype html>
<html>
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>Sluice</title>
<script src="${resumeScriptPath}" defer></script></head>
<body>
<main hidden>
<section lang="en"><h1>${en.title}</h1><p>${en.text}</p></section>
<section lang="de"><h1>${de.title}</h1><p>${de.text}</p></section>
</main>
<noscript><p>${en.text}</p><p lang="de">${de.text}</p></noscript>
</body>
</html>
`;

/** Comes back with the key of a window that was open before; where there is none, says what to do. */
export const resumeScript = `'use strict';
const say = () => {
  const language = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
  document.documentElement.lang = language;
  for (const section of document.querySelectorAll('section')) section.hidden = section.lang !== language;
  document.querySelector('main').hidden = false;
};
const key = localStorage.getItem(${JSON.stringify(httpDoor.keyName)});
if (key === null) say();
else
  fetch(${JSON.stringify(httpDoor.session)}, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ key }),
  }).then(
    ({ ok }) => {
      if (ok) return location.reload();
      localStorage.removeItem(${JSON.stringify(httpDoor.keyName)});
      say();
    },
    () => setTimeout(() => location.reload(), 1000),
  );
`;
