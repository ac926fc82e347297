import type { Language } from './sentence.ts';

/** What the operating system's and the network's own codes mean. */
const meanings: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  EACCES: { en: 'access is denied', de: 'der Zugriff ist verweigert' },
  EPERM: { en: 'it is not permitted', de: 'es ist nicht erlaubt' },
  ENOENT: { en: 'it is not there', de: 'es ist nicht vorhanden' },
  ENOTDIR: { en: 'a file stands where a folder should be', de: 'wo ein Ordner sein soll, steht eine Datei' },
  EISDIR: { en: 'it is a folder', de: 'es ist ein Ordner' },
  EEXIST: { en: 'it is there already', de: 'es ist schon vorhanden' },
  ENOTEMPTY: { en: 'the folder is not empty', de: 'der Ordner ist nicht leer' },
  EROFS: { en: 'the volume can only be read', de: 'das Laufwerk ist nur lesbar' },
  ENOSPC: { en: 'there is no room left', de: 'es ist kein Platz mehr frei' },
  EDQUOT: { en: 'the quota is used up', de: 'das Kontingent ist erschöpft' },
  EBUSY: { en: 'another program has it open', de: 'ein anderes Programm hat es geöffnet' },
  EMFILE: { en: 'too many files are open', de: 'zu viele Dateien sind geöffnet' },
  ENFILE: { en: 'too many files are open', de: 'zu viele Dateien sind geöffnet' },
  EIO: { en: 'the disk or the share failed', de: 'der Datenträger oder die Freigabe hat versagt' },
  ESTALE: { en: 'the network share was lost', de: 'die Netzwerkfreigabe ging verloren' },
  ELOOP: { en: 'links lead around in circles', de: 'Verknüpfungen führen im Kreis' },
  ENAMETOOLONG: { en: 'the name is too long', de: 'der Name ist zu lang' },
  EADDRINUSE: { en: 'another program has the port', de: 'ein anderes Programm hat den Port' },
  EADDRNOTAVAIL: {
    en: 'the address is none of this machine',
    de: 'die Adresse gehört nicht zu diesem Rechner',
  },
  ECONNREFUSED: { en: 'nothing listens there', de: 'dort antwortet nichts' },
  ECONNRESET: { en: 'the connection was broken off', de: 'die Verbindung wurde abgebrochen' },
  ECONNABORTED: { en: 'the connection was broken off', de: 'die Verbindung wurde abgebrochen' },
  EPIPE: { en: 'the connection was broken off', de: 'die Verbindung wurde abgebrochen' },
  ETIMEDOUT: { en: 'no answer came in time', de: 'es kam rechtzeitig keine Antwort' },
  EHOSTUNREACH: { en: 'no way leads there', de: 'dorthin führt kein Weg' },
  ENETUNREACH: { en: 'no network leads there', de: 'dorthin führt kein Netz' },
  ENOTFOUND: { en: 'the name is not known', de: 'der Name ist nicht bekannt' },
  EAI_AGAIN: { en: 'names cannot be looked up now', de: 'Namen lassen sich gerade nicht auflösen' },
  CERT_HAS_EXPIRED: { en: 'the certificate has expired', de: 'das Zertifikat ist abgelaufen' },
  CERT_NOT_YET_VALID: { en: 'the certificate is not valid yet', de: 'das Zertifikat gilt noch nicht' },
  DEPTH_ZERO_SELF_SIGNED_CERT: {
    en: 'the certificate is signed by itself',
    de: 'das Zertifikat ist selbst signiert',
  },
  SELF_SIGNED_CERT_IN_CHAIN: {
    en: 'the certificate is signed by an authority that is not trusted',
    de: 'das Zertifikat stammt von einer Stelle, der nicht vertraut wird',
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    en: 'the certificate is signed by an authority that is not trusted',
    de: 'das Zertifikat stammt von einer Stelle, der nicht vertraut wird',
  },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: {
    en: 'the certificate is signed by an authority that is not trusted',
    de: 'das Zertifikat stammt von einer Stelle, der nicht vertraut wird',
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    en: 'the certificate is for another name',
    de: 'das Zertifikat gilt für einen anderen Namen',
  },
};

const codes = Object.keys(meanings).join('|');
/** `EACCES: permission denied, open '/x'`, `connect ECONNREFUSED 127.0.0.1:9`, and a code alone, as Node words them. */
const shapes = [
  new RegExp(`(?:Error: )?\\b(${codes}): [^,()]+(?:, \\w+(?: '[^']*')?(?: -> '[^']*')?)?`, 'g'),
  new RegExp(
    `(?:Error: )?\\b(?:connect|read|write|send|bind|listen|getaddrinfo|queryA\\w*) (${codes})\\b(?: ([^\\s,;)]+))?`,
    'g',
  ),
  new RegExp(`(?<![\\w(])(${codes})(?![\\w:)])`, 'g'),
];

/** A reason with what the system said in plain words; its code stays beside, for whoever searches for it. */
export const inPlainWords = (reason: string, language: Language): string =>
  shapes.reduce(
    (text, shape) =>
      text.replaceAll(shape, (_, code: string, place?: unknown) => {
        const where = typeof place === 'string' ? `${place}, ` : '';
        return `${meanings[code]?.[language] ?? code} (${where}${code})`;
      }),
    reason,
  );
