import type { UpdateProblem } from '../../update.ts';

/** What the settings say of new versions. */
interface UpdateWords {
  readonly title: string;
  readonly feed: string;
  readonly feedHelp: string;
  readonly feedWrong: string;
  readonly unable: string;
  readonly off: string;
  readonly resting: string;
  readonly checking: string;
  readonly current: (version: string) => string;
  readonly downloading: (version: string) => string;
  readonly available: (version: string, file: string) => string;
  readonly ready: (version: string) => string;
  readonly lookedAt: string;
  readonly look: string;
  readonly restart: string;
  readonly openPage: string;
  readonly notOpened: (address: string) => string;
  readonly problems: Readonly<Record<UpdateProblem, string>>;
}

const en: UpdateWords = {
  title: 'Updates',
  feed: 'Look for updates at',
  feedHelp: 'An https address; empty: never. It is asked when Sluice starts and every six hours.',
  feedWrong: 'This is not an https address.',
  unable:
    'This build of Sluice cannot update itself: it was built without a key to check updates with. Install new versions by hand.',
  off: 'Sluice does not look for new versions.',
  resting: 'Not looked yet.',
  checking: 'Looking for a new version…',
  current: (version) => `Version ${version} is the newest.`,
  downloading: (version) => `Version ${version} is being downloaded.`,
  available: (version, file) => `Version ${version} is there: ${file}. Install it as you installed Sluice.`,
  ready: (version) => `Version ${version} is ready. It is used from the next start on.`,
  lookedAt: 'Looked at',
  look: 'Look now',
  restart: 'Start again with it',
  openPage: 'Open its page',
  notOpened: (address) => `Sluice does not open this address by itself: ${address}`,
  problems: {
    unreachable: 'The feed cannot be reached. Check the address and the network.',
    insecure: 'The feed leads to an address that is not https. Nothing was installed.',
    malformed: 'What stands at this address is not a feed of Sluice.',
    unsigned: 'The feed is not signed. Nothing was installed.',
    wrongSignature: 'The signature of the feed is wrong. Nothing was installed: ask whoever runs the feed.',
    downgrade: 'The feed offers an older version than this one. Nothing was installed.',
    noFile: 'The feed has a new version, but not for this system.',
    wrongSize: 'The download is not as long as it should be. It is tried again at the next look.',
    wrongHash:
      'The download is not the file that was signed. Nothing was installed: ask whoever runs the feed.',
    disk: 'The download cannot be written. Make room on the disk.',
    installer: 'The system did not take the new version. Install it by hand.',
  },
};

const de: UpdateWords = {
  title: 'Aktualisierungen',
  feed: 'Nach Aktualisierungen sehen unter',
  feedHelp: 'Eine https-Adresse; leer: nie. Sie wird beim Start und alle sechs Stunden gefragt.',
  feedWrong: 'Das ist keine https-Adresse.',
  unable:
    'Diese Ausgabe von Sluice kann sich nicht selbst aktualisieren: Sie wurde ohne Schlüssel gebaut, mit dem sich Aktualisierungen prüfen ließen. Installieren Sie neue Versionen von Hand.',
  off: 'Sluice sieht nicht nach neuen Versionen.',
  resting: 'Noch nicht nachgesehen.',
  checking: 'Es wird nach einer neuen Version gesehen …',
  current: (version) => `Version ${version} ist die neueste.`,
  downloading: (version) => `Version ${version} wird geladen.`,
  available: (version, file) =>
    `Version ${version} ist da: ${file}. Installieren Sie sie so, wie Sie Sluice installiert haben.`,
  ready: (version) => `Version ${version} liegt bereit. Sie gilt vom nächsten Start an.`,
  lookedAt: 'Nachgesehen',
  look: 'Jetzt nachsehen',
  restart: 'Mit ihr neu starten',
  openPage: 'Ihre Seite öffnen',
  notOpened: (address) => `Diese Adresse öffnet Sluice nicht von sich aus: ${address}`,
  problems: {
    unreachable: 'Die Adresse antwortet nicht. Prüfen Sie die Adresse und das Netz.',
    insecure: 'Die Adresse führt zu einer, die nicht https ist. Nichts wurde installiert.',
    malformed: 'Unter dieser Adresse steht nichts, was Sluice versteht.',
    unsigned: 'Die Angaben zur neuen Version sind nicht signiert. Nichts wurde installiert.',
    wrongSignature:
      'Die Signatur ist falsch. Nichts wurde installiert: Fragen Sie, wer die Adresse betreibt.',
    downgrade: 'Angeboten wird eine ältere Version als diese. Nichts wurde installiert.',
    noFile: 'Eine neue Version ist da, aber nicht für dieses System.',
    wrongSize: 'Das Geladene hat nicht die richtige Länge. Beim nächsten Mal wird es wieder versucht.',
    wrongHash:
      'Das Geladene ist nicht die Datei, die signiert wurde. Nichts wurde installiert: Fragen Sie, wer die Adresse betreibt.',
    disk: 'Das Geladene lässt sich nicht schreiben. Schaffen Sie Platz auf der Platte.',
    installer: 'Das System hat die neue Version nicht angenommen. Installieren Sie sie von Hand.',
  },
};

export const updateWords = { en, de };
