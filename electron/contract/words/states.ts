import type { DeliveryState, OverallState } from '../state.ts';
import type { LeftAlone } from '../views.ts';
import type { Language } from './sentence.ts';

export const stateNames: Readonly<Record<Language, Readonly<Record<DeliveryState, string>>>> = {
  en: {
    queued: 'Queued',
    converting: 'Converting',
    spooled: 'Ready to upload',
    uploading: 'Uploading',
    delivered: 'Delivered',
    rejected: 'Rejected',
    held: 'Held',
    duplicate: 'Duplicate',
    empty: 'Nothing to send',
    superseded: 'Replaced by a newer version',
  },
  de: {
    queued: 'In der Warteschlange',
    converting: 'Wird konvertiert',
    spooled: 'Bereit zum Hochladen',
    uploading: 'Wird hochgeladen',
    delivered: 'Zugestellt',
    rejected: 'Abgelehnt',
    held: 'Angehalten',
    duplicate: 'Doppelt',
    empty: 'Nichts zu senden',
    superseded: 'Durch neuere Fassung ersetzt',
  },
};

export const overallNames: Readonly<Record<Language, Readonly<Record<OverallState, string>>>> = {
  en: {
    idle: 'All delivered',
    working: 'Working',
    paused: 'Paused',
    waiting: 'Waiting',
    attention: 'Attention',
    stopped: 'Stopped',
  },
  de: {
    idle: 'Alles zugestellt',
    working: 'In Arbeit',
    paused: 'Pausiert',
    waiting: 'Wartet',
    attention: 'Achtung',
    stopped: 'Angehalten',
  },
};

/** What the one sentence is made of. */
export interface OverallFacts {
  readonly state: OverallState;
  readonly connections: number;
  readonly tables: number;
  readonly deliveredToday: number;
  /** Files on their way. */
  readonly open: number;
  readonly attention: number;
  /** Tables with rejected files, or folders that are missing, or the held connections: whatever the state is about. */
  readonly names: readonly string[];
  /** What is the matter, as a sentence. */
  readonly message?: string | undefined;
}

const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  de: new Intl.NumberFormat('de'),
};
const lists: Readonly<Record<Language, Intl.ListFormat>> = {
  en: new Intl.ListFormat('en', { type: 'conjunction' }),
  de: new Intl.ListFormat('de', { type: 'conjunction' }),
};

const files = (count: number, language: Language): string => {
  const number = numbers[language].format(count);
  if (language === 'de') return count === 1 ? '1 Datei' : `${number} Dateien`;
  return count === 1 ? '1 file' : `${number} files`;
};

const named = (names: readonly string[], language: Language): string => {
  if (names.length <= 3) return lists[language].format(names);
  const rest = names.length - 2;
  const more = language === 'de' ? `${rest} weiteren` : `${rest} more`;
  return lists[language].format([...names.slice(0, 2), more]);
};

const whyLeft: Readonly<Record<Language, Readonly<Record<LeftAlone['why'], string>>>> = {
  en: {
    linkLeadsOutside: 'it is a link that leads out of the folder',
    linkBroken: 'it is a link that leads nowhere',
    notAFile: 'it is not a regular file',
    nameNotText: 'its name is not valid text; rename it',
    fileUnreadable: 'it cannot be read; check its permissions',
    subfolderUnreadable: 'the folder cannot be read; check its permissions',
  },
  de: {
    linkLeadsOutside: 'eine Verknüpfung, die aus dem Ordner hinausführt',
    linkBroken: 'eine Verknüpfung, die ins Leere führt',
    notAFile: 'keine gewöhnliche Datei',
    nameNotText: 'der Name ist kein gültiger Text; bitte umbenennen',
    fileUnreadable: 'nicht lesbar; bitte die Rechte prüfen',
    subfolderUnreadable: 'der Ordner ist nicht lesbar; bitte die Rechte prüfen',
  },
};

/** That something in a watched folder is never taken, and why. */
export const leftAloneSentence = (one: LeftAlone, table: string, language: Language = 'en'): string =>
  language === 'de'
    ? `${one.name} in ${table} bleibt liegen: ${whyLeft.de[one.why]}.`
    : `${one.name} in ${table} is left alone: ${whyLeft.en[one.why]}.`;

/** That a table stopped at a file through no fault of the file's, and how it goes on. */
export const stoppedSentence = (
  { id, table }: { readonly id: number; readonly table: string },
  message: string,
  language: Language = 'en',
): string =>
  language === 'de'
    ? `Tabelle ${table} ist angehalten. ${message} Weiter mit „Erneut versuchen“ (sluice retry ${id}) oder ohne die Datei, sobald sie nicht mehr im Ordner liegt.`
    : `Table ${table} has stopped. ${message} It goes on with a retry (sluice retry ${id}), or without the file once that is taken out of the folder.`;

/** The one sentence of tray, window and `status`. */
export const overallSentence = (facts: OverallFacts, language: Language = 'en'): string => {
  const today = files(facts.deliveredToday, language);
  const names = named(facts.names, language);
  const german = language === 'de';
  switch (facts.state) {
    case 'stopped':
      return `${german ? `Verbindung ${names} ist angehalten` : `Connection ${names} is stopped`}. ${facts.message ?? ''}`.trim();
    case 'attention':
      if (facts.message !== undefined) return facts.message;
      return german
        ? `${files(facts.attention, language)} abgelehnt in ${names}.`
        : `${files(facts.attention, language)} rejected in ${names}.`;
    case 'waiting':
      return facts.message ?? (german ? `Wartet auf ${names}.` : `Waiting for ${names}.`);
    case 'paused':
      return german
        ? `Pausiert${names === '' ? '' : `: ${names}`}. ${files(facts.open, language)} warten.`
        : `Paused${names === '' ? '' : `: ${names}`}. ${files(facts.open, language)} ${facts.open === 1 ? 'waits' : 'wait'}.`;
    case 'working':
      if (facts.open === 0)
        return german
          ? `Die Ordner werden durchsucht. Heute ${today} zugestellt.`
          : `Looking into the folders. ${today} delivered today.`;
      return german
        ? `${files(facts.open, language)} unterwegs. Heute ${today} zugestellt.`
        : `${files(facts.open, language)} on the way. ${today} delivered today.`;
    case 'idle':
      if (facts.tables === 0)
        return german ? 'Noch keine Zieltabelle eingerichtet.' : 'No target table is set up yet.';
      return german ? `Alles zugestellt. Heute ${today}.` : `All delivered. ${today} today.`;
  }
};
