import type { Rule } from './reading.de.ts';
import { saidBy } from './reading.ts';
import type { Language } from './sentence.ts';

const seconds = (count: string): string => `${count} ${count === '1' ? 'Sekunde' : 'Sekunden'}`;
const ways: Readonly<Record<string, string>> = { ahead: 'vor', behind: 'nach' };
const sources: Readonly<Record<string, string>> = {
  ', as the environment says': ', wie die Umgebung sagt',
  ', set for all connections': ', für alle Verbindungen gesetzt',
  ', set for this connection': ', für diese Verbindung gesetzt',
};

/** What the steps of a connection's test found. */
export const germanDetails: readonly Rule[] = [
  [/^the settings cannot be used$/, () => 'die Angaben sind nicht verwendbar'],
  [/^(.+) is not known here$/, (host = '') => `${host} ist hier nicht bekannt`],
  [/^the proxy: (.+) is (.+)$/, (host = '', found = '') => `der Proxy: ${host} ist ${found}`],
  [/^the proxy: (.+)$/, (found = '') => `der Proxy: ${found}`],
  [/^([^ ]+) is ([\da-f.:, ]+)$/, (host = '', found = '') => `${host} ist ${found}`],
  [/^no connection$/, () => 'keine Verbindung'],
  [/^none(, .+)?$/, (by = '') => `keiner${sources[by] ?? by}`],
  [/^(https?:\/\/.+?)(, (?:as|set) .+)$/, (proxy = '', by = '') => `${proxy}${sources[by] ?? by}`],
  [/^not encrypted \(plain HTTP\)$/, () => 'nicht verschlüsselt (einfaches HTTP)'],
  [
    /^(.+), certificate of (.+) by (.+), valid until (.+)$/,
    (version = '', subject = '', issuer = '', until = '') =>
      `${version}, Zertifikat von ${subject}, ausgestellt von ${issuer}, gültig bis ${until}`,
  ],
  [/^the endpoint tells no time$/, () => 'der Endpunkt nennt keine Zeit'],
  [/^agrees with the service$/, () => 'stimmt mit dem Dienst überein'],
  [
    /^(\d+) seconds? (ahead|behind)(: still accepted)?$/,
    (count = '', way = '', still = '') =>
      `geht ${seconds(count)} ${ways[way] ?? way}${still === '' ? '' : ': wird noch angenommen'}`,
  ],
  [
    /^accepted, but the service does not know target table (.+)$/,
    (table = '') => `angenommen, aber der Dienst kennt die Zieltabelle ${table} nicht`,
  ],
  [/^accepted$/, () => 'angenommen'],
  [/^refused$/, () => 'abgelehnt'],
];

/** What a step found, as people read it. */
export const stepDetail = (detail: string, language: Language): string =>
  language === 'de' ? saidBy(germanDetails, detail) : detail;
