import type { Language } from './sentence.ts';

/** What a browser's page says that Sluice does not know. */
export const resumeWords: Readonly<Record<Language, { readonly title: string; readonly text: string }>> = {
  en: {
    title: 'This window has to be opened anew',
    text: 'Sluice does not know this browser. Open the address that “sluice run --ui” printed when it was started: it begins with http:// and has a token in it.',
  },
  de: {
    title: 'Dieses Fenster muss neu geöffnet werden',
    text: 'Sluice kennt diesen Browser nicht. Öffnen Sie die Adresse, die „sluice run --ui“ beim Start ausgegeben hat: Sie beginnt mit http:// und enthält ein Token.',
  },
};
