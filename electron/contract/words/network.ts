import type { Language } from './sentence.ts';

const en = {
  network: 'Network',
  networkHelp: 'For all connections; one may have its own.',
  proxy: 'Proxy',
  proxyHelp:
    'For example http://proxy.example:8080. Empty: HTTPS_PROXY and NO_PROXY of the environment; none: no proxy at all. A password (http://user:password@…) goes into the keychain.',
  proxyWrong: 'This is not the address of a proxy: it begins with http:// or https://.',
  caFile: 'Certificate authorities',
  caFileHelp: 'A PEM file to trust beside the system’s own.',
};

const de: typeof en = {
  network: 'Netzwerk',
  networkHelp: 'Für alle Verbindungen; eine einzelne kann ihre eigenen Angaben haben.',
  proxy: 'Proxy',
  proxyHelp:
    'Zum Beispiel http://proxy.example:8080. Leer: HTTPS_PROXY und NO_PROXY der Umgebung; none: gar kein Proxy. Ein Passwort (http://name:passwort@…) kommt in den Schlüsselbund.',
  proxyWrong: 'Das ist keine Proxy-Adresse: Sie beginnt mit http:// oder https://.',
  caFile: 'Zertifizierungsstellen',
  caFileHelp: 'Eine PEM-Datei, der außer denen des Systems vertraut wird.',
};

/** What is said of the network of all connections. */
export const networkWords: Readonly<Record<Language, typeof en>> = { en, de };
