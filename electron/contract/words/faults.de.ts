import type { FaultCode, Facts } from '../fault.ts';
import type { FaultWords } from './faults.en.ts';
import { germanReason } from './reasons.de.ts';
import { inPlainWords } from './system-reasons.ts';

const column = (f: Facts) => (f.column === undefined ? 'eine Spalte' : `Spalte ${f.column}`);
const columnAtStart = (f: Facts) => (f.column === undefined ? 'Eine Spalte' : `Spalte ${f.column}`);
const value = (f: Facts) => (f.value === undefined ? 'ein Wert' : `„${f.value}“`);
const valueAtStart = (f: Facts) => (f.value === undefined ? 'Ein Wert' : `Der Wert „${f.value}“`);
const reason = (f: Facts) =>
  f.reason === undefined ? undefined : inPlainWords(germanReason(f.reason), 'de');
const advice = (f: Facts) => (f.suggestion === undefined ? undefined : germanReason(f.suggestion));
const because = (f: Facts) => (f.reason === undefined ? '' : `: ${reason(f)}`);
const inBrackets = (fact: string | number | undefined) => (fact === undefined ? '' : ` (${fact})`);
const named = (fact: string | undefined) => (fact === undefined ? '' : ` ${fact}`);
const connection = (f: Facts) => f.connection ?? 'NAME';
const bytes = (f: Facts) => (f.bytes === undefined ? '' : ` mit ${f.bytes} Bytes`);

const nothingToDo = 'Nichts zu tun:';

export const faultsInGerman: Readonly<Record<FaultCode, FaultWords>> = {
  'source.gone': { what: () => 'Die Datei ist nicht mehr da', next: () => 'Sie erneut ablegen.' },
  'source.unreadable': {
    what: (f) => `Die Datei lässt sich nicht lesen${because(f)}`,
    next: () => 'Zugriffsrechte prüfen und ob ein anderes Programm sie geöffnet hat; dann erneut versuchen.',
  },
  'source.changing': {
    what: () => 'Die Datei hat sich beim Lesen geändert',
    next: () => `${nothingToDo} sie wird erneut gelesen, sobald sie sich nicht mehr ändert.`,
  },
  'format.unknown': {
    what: (f) => `Die Datei hat kein Format, das Sluice kennt${because(f)}`,
    next: () => 'Als CSV, JSON, XLSX, XML, XES, Avro oder Parquet exportieren oder options.format angeben.',
  },
  'format.unsupported': {
    what: (f) => `Diese Art von Datei wird nicht unterstützt${because(f)}`,
    next: (f) => advice(f) ?? 'In einem anderen Format exportieren.',
  },
  'format.damaged': {
    what: (f) => `Die Datei ist beschädigt${because(f)}`,
    next: () => 'Erneut exportieren oder kopieren, dann erneut ablegen.',
  },
  'format.encrypted': {
    what: () => 'Die Datei ist mit einem Kennwort geschützt oder verschlüsselt',
    next: () => 'Ohne Schutz speichern, dann erneut ablegen.',
  },
  'encoding.invalid': {
    what: (f) => `Der Text passt nicht zu seiner Zeichenkodierung${named(f.expected)}${because(f)}`,
    next: () => 'options.encoding richtig angeben oder die Datei als UTF-8 exportieren.',
  },
  'delimited.unclosedQuote': {
    what: (f) =>
      f.reason === undefined
        ? `Ein Anführungszeichen${f.line === undefined ? '' : `, das in Dateizeile ${f.line} beginnt,`} wird nie geschlossen`
        : `Die Anführungszeichen in Dateizeile ${f.line ?? '?'} passen nicht${because(f)}`,
    next: () =>
      'Das Anführungszeichen in dieser Zeile schließen; wenn Anführungszeichen hier gewöhnliche Zeichen sind, options.quote auf "" setzen.',
  },
  'delimited.raggedRow': {
    what: (f) =>
      `${f.count === undefined || f.count === 1 ? 'Eine Zeile hat' : `${f.count} Zeilen haben`} eine andere Zahl von Feldern als die Kopfzeile${f.found === undefined || f.expected === undefined ? '' : ` (${f.found} statt ${f.expected})`}`,
    next: () => 'Die Zeilen berichtigen oder sie mit badRows: skip beiseitelegen lassen.',
  },
  'delimited.severalTables': {
    what: (f) => `Die Datei enthält mehrere Tabellen${because(f)}`,
    next: () => 'Mit options.tableNumber eine auswählen oder sie einzeln exportieren.',
  },
  'delimited.undecided': {
    what: (f) => `Der Aufbau der Datei lässt sich nicht sicher erkennen${because(f)}`,
    next: () => 'Für diese Tabelle options.delimiter (und headerRow) angeben.',
  },
  'json.invalid': {
    what: (f) => `Das JSON ist nicht gültig${because(f)}`,
    next: () => 'Die Datei berichtigen oder erneut exportieren.',
  },
  'json.duplicateKey': {
    what: (f) =>
      `Ein Objekt hat ${f.column === undefined ? 'einen Schlüssel' : `den Schlüssel ${f.column}`} zweimal`,
    next: () => 'Einen der beiden entfernen: welcher gilt, lässt sich nicht wissen.',
  },
  'json.noRecords': {
    what: (f) => `In der Datei wurden keine Datensätze gefunden${because(f)}`,
    next: () => 'Mit options.recordPath die Liste angeben, in der die Datensätze stehen.',
  },
  'json.mixedShape': {
    what: (f) => `${columnAtStart(f)} ist nicht in allen Datensätzen gleich aufgebaut${because(f)}`,
    next: () => 'Den Aufbau vereinheitlichen oder structure: flat mit options.arrays: json verwenden.',
  },
  'xml.forbidden': {
    what: (f) => `Das XML enthält etwas, das nicht erlaubt ist${because(f)}`,
    next: () => 'Ohne Dokumenttyp- und Entity-Deklarationen exportieren.',
  },
  'xml.noRecords': {
    what: (f) => `In der Datei wurde kein sich wiederholendes Element gefunden${because(f)}`,
    next: () => 'Mit options.recordPath den Pfad des Elements angeben, das einen Datensatz enthält.',
  },
  'archive.unsafe': {
    what: (f) => `Das Archiv lässt sich nicht gefahrlos öffnen${because(f)}`,
    next: () => 'Neu packen, mit einfachen Dateinamen.',
  },
  'sheet.unknown': {
    what: (f) =>
      `Die Arbeitsmappe hat ${f.found === undefined ? 'dieses Blatt' : `das Blatt ${f.found}`} nicht${because(f)}`,
    next: (f) =>
      f.suggestion === undefined
        ? 'options.sheet angeben.'
        : `Für options.sheet eines von ${f.suggestion} angeben.`,
  },
  'option.invalid': {
    what: (f) => `Die Option${named(f.key)} lässt sich nicht verwenden${because(f)}`,
    next: (f) => advice(f) ?? 'Die Option berichtigen.',
  },
  'columns.none': {
    what: () => 'Die Datei hat keine Spalten',
    next: () => 'Prüfen, ob es die richtige Datei ist.',
  },
  'column.nameIllegal': {
    what: (f) =>
      `Der Name${f.column === undefined ? ' einer Spalte' : ` der Spalte ${f.column}`} ist in Celonis nicht erlaubt${because(f)}`,
    next: () => 'Die Spalte im Export umbenennen oder options.columnNames angeben.',
  },
  'column.nameCollision': {
    what: (f) =>
      `Zwei Spalten haben denselben Namen${named(f.column)}: Celonis unterscheidet nicht zwischen Groß- und Kleinschreibung${because(f)}`,
    next: () => 'Eine davon umbenennen oder options.columnNames angeben.',
  },
  'column.nameReserved': {
    what: (f) =>
      `Der Name${f.column === undefined ? ' einer Spalte' : ` der Spalte ${f.column}`} ist in Celonis reserviert`,
    next: () => 'Die Spalte umbenennen oder options.columnNames angeben.',
  },
  'key.columnMissing': {
    what: (f) => `Zum Primärschlüssel gehört ${column(f)}, und in der Datei fehlt sie`,
    next: (f) =>
      f.suggestion === undefined
        ? 'Die Spalte in den Export aufnehmen oder primaryKey der Tabelle berichtigen.'
        : `Ist ${f.suggestion} gemeint? Den Export oder primaryKey der Tabelle berichtigen.`,
  },
  'key.null': {
    what: (f) =>
      `Der Primärschlüssel${f.column === undefined ? '' : ` (Spalte ${f.column})`} ist leer${f.count !== undefined && f.count > 1 ? `, und zwar in ${f.count} Zeilen` : ''}`,
    next: () => 'Den Schlüssel in jeder Zeile füllen, dann erneut versuchen.',
  },
  'key.duplicate': {
    what: (f) =>
      `Im Primärschlüssel${f.column === undefined ? '' : ` (Spalte ${f.column})`} steht ${value(f)} in mehr als einer Zeile`,
    next: () =>
      'Die wiederholten Zeilen entfernen, der Tabelle eine Altersspalte geben oder duplicateKeys: lastWins setzen.',
  },
  'age.columnMissing': {
    what: (f) =>
      `${f.column === undefined ? 'Die Altersspalte' : `Die Altersspalte ${f.column}`} fehlt in der Datei`,
    next: (f) =>
      f.suggestion === undefined
        ? 'Die Spalte in den Export aufnehmen oder ageColumn der Tabelle berichtigen.'
        : `Ist ${f.suggestion} gemeint? Den Export oder ageColumn der Tabelle berichtigen.`,
  },
  'age.mixedType': {
    what: (f) => `Die Werte der Altersspalte${named(f.column)} lassen sich nicht ordnen${because(f)}`,
    next: () => 'Nur eine Art von Werten in die Spalte schreiben oder eine andere Altersspalte wählen.',
  },
  'value.tooLong': {
    what: (f) =>
      `${columnAtStart(f)} enthält einen Text${bytes(f)}: Celonis nimmt höchstens ${f.limit ?? 65000} Bytes an`,
    next: () => 'Den Text kürzen oder die Spalte im Export weglassen.',
  },
  'value.doesNotFit': {
    what: (f) =>
      f.value === undefined
        ? `${f.column === undefined ? 'Eine Spalte' : `Spalte ${f.column}`} kann nicht als ${f.expected ?? 'ihr festgelegter Typ'} gelesen werden${because(f)}`
        : `${valueAtStart(f)} in ${f.column === undefined ? 'einer Spalte' : `Spalte ${f.column}`} ist nicht ${f.expected ?? 'vom festgelegten Typ'}`,
    next: (f) => advice(f) ?? 'Den Wert berichtigen oder das festgelegte Schema der Tabelle bearbeiten.',
  },
  'schema.drift': {
    what: (f) => `Die Datei passt nicht zum festgelegten Schema der Tabelle${because(f)}`,
    next: () =>
      'Den Export berichtigen, das Schema bearbeiten oder es zurücksetzen, damit es neu gelernt wird.',
  },
  'nested.inFlat': {
    what: (f) => `${columnAtStart(f)} enthält eine Liste, und die Tabelle ist flach`,
    next: () =>
      'Für die Tabelle structure: nested setzen oder Listen mit options.arrays: json als Text übernehmen.',
  },
  'object.tooLarge': {
    what: (f) =>
      `Die konvertierte Datei ist${f.bytes === undefined ? '' : ` mit ${f.bytes} Bytes`} zu groß${f.limit === undefined ? '' : `: erlaubt sind ${f.limit} Bytes`}`,
    next: () => 'Den Export aufteilen oder maxObjectBytes der Verbindung erhöhen.',
  },
  'verification.disagrees': {
    what: (f) => `Die Gegenprüfung hat etwas anderes gelesen, als geschrieben wurde${because(f)}`,
    next: () =>
      'Es wurde nichts gesendet. Erneut versuchen; kommt es wieder vor, bitte mit der Datei melden.',
  },
  'converter.crashed': {
    what: (f) => `Der Konverter wurde unerwartet beendet${because(f)}`,
    next: () => `${nothingToDo} die Datei wird erneut versucht.`,
  },
  'converter.crashedTwice': {
    what: (f) => `Der Konverter wurde bei dieser Datei zweimal unerwartet beendet${because(f)}`,
    next: () =>
      'Die Datei bleibt liegen. War der Speicher knapp, andere Programme schließen und erneut versuchen; sonst bitte melden.',
  },
  'converter.timeLimit': {
    what: (f) =>
      `Das Konvertieren dauerte länger als ${f.seconds === undefined ? 'erlaubt' : `${f.seconds} Sekunden`}`,
    next: () => 'Die Datei aufteilen oder conversionTimeLimit erhöhen.',
  },
  'converter.cancelled': {
    what: () => 'Das Konvertieren wurde unterbrochen',
    next: () => `${nothingToDo} es beginnt von vorn.`,
  },
  'converter.cannotStart': {
    what: (f) => `Der Konverter lässt sich nicht starten${because(f)}`,
    next: () => 'Sluice neu installieren; siehe docs/faults.md.',
  },
  'network.unreachable': {
    what: (f) => `Celonis ist nicht erreichbar${because(f)}`,
    next: () =>
      'Ist das Netz gestört, ist nichts zu tun: Sluice versucht es erneut. Sonst Endpunkt und Proxy prüfen.',
  },
  'network.timeout': {
    what: () => 'Celonis hat nicht rechtzeitig geantwortet',
    next: () => `${nothingToDo} Sluice versucht es erneut.`,
  },
  'network.proxyRefused': {
    what: (f) => `Der Proxy lehnt die Verbindung ab${because(f)}`,
    next: () => 'Proxy, Benutzername und Kennwort prüfen. NTLM wird nicht unterstützt.',
  },
  'network.certificate': {
    what: (f) => `Dem Zertifikat des Endpunkts wird nicht vertraut${because(f)}`,
    next: () => 'Mit caFile die Zertifizierungsstelle des Unternehmens angeben (PEM).',
  },
  'service.busy': {
    what: () => 'Celonis bittet darum, langsamer zu senden',
    next: () => `${nothingToDo} Sluice wartet und versucht es erneut.`,
  },
  'service.error': {
    what: (f) => `Celonis meldet einen eigenen Fehler${inBrackets(f.status)}`,
    next: () => `${nothingToDo} Sluice versucht es erneut.`,
  },
  'credentials.refused': {
    what: (f) => `Celonis kennt den Access Key nicht${inBrackets(f.serviceCode)}`,
    next: (f) =>
      advice(f) ?? `Access Key und Secret neu hinterlegen: sluice credentials set ${connection(f)}`,
  },
  'credentials.signature': {
    what: (f) => `Das Access Secret ist falsch${inBrackets(f.serviceCode)}`,
    next: (f) => advice(f) ?? `Das Secret neu hinterlegen: sluice credentials set ${connection(f)}`,
  },
  'credentials.missing': {
    what: (f) => `Für die Verbindung ${connection(f)} sind keine Zugangsdaten hinterlegt${because(f)}`,
    next: (f) => advice(f) ?? `Sie hinterlegen: sluice credentials set ${connection(f)}`,
  },
  'credentials.locked': {
    what: (f) => `Der Schlüsselbund ist gesperrt${because(f)}`,
    next: () => 'Ihn entsperren (anmelden oder den Schlüsselbund öffnen); Sluice macht dann weiter.',
  },
  'credentials.noKeychain': {
    what: (f) => `Auf diesem Rechner gibt es keinen Schlüsselbund, den Sluice verwenden kann${because(f)}`,
    next: () =>
      'Einen der beiden anderen Wege nehmen: credentials: {profile: NAME} (AWS-Profil) oder credentials: {env: [ACCESS_KEY_VARIABLE, SECRET_VARIABLE]} (Umgebungsvariablen).',
  },
  'credentials.profileUnreadable': {
    what: (f) => `Das AWS-Profil lässt sich nicht lesen${because(f)}`,
    next: (f) => advice(f) ?? 'Es mit aws configure --profile NAME anlegen.',
  },
  'access.denied': {
    what: (f) => `Celonis verweigert den Zugriff auf diese Verbindung${inBrackets(f.serviceCode)}`,
    next: (f) => `connectionId und Access Key der Verbindung ${connection(f)} prüfen.`,
  },
  'clock.skewed': {
    what: (f) =>
      `Die Uhr dieses Rechners geht falsch${f.seconds === undefined ? '' : `, und zwar ${Math.abs(f.seconds)} Sekunden ${f.seconds < 0 ? 'nach' : 'vor'}`}`,
    next: () => 'Die Uhr stellen (Netzwerkzeit einschalten), dann fortsetzen.',
  },
  'connection.unknown': {
    what: (f) => `Der Endpunkt kennt diese Verbindung nicht${inBrackets(f.serviceCode)}`,
    next: (f) => `Endpunkt und connectionId der Verbindung ${connection(f)} prüfen.`,
  },
  'region.wrong': {
    what: (f) =>
      `Die Region ist falsch${f.expected === undefined ? '' : `: der Dienst erwartet ${f.expected}`}`,
    next: (f) =>
      f.expected === undefined
        ? `Die Region der Verbindung ${connection(f)} berichtigen.`
        : `Für die Verbindung ${connection(f)} die Region ${f.expected} angeben.`,
  },
  'table.unknown': {
    what: (f) => `Celonis kennt die Zieltabelle${named(f.table)} nicht`,
    next: () =>
      'Die Zieltabelle in der Data Connection anlegen oder ihren Namen berichtigen, dann erneut versuchen.',
  },
  'upload.refused': {
    what: (f) => `Celonis lehnt die Datei ab${inBrackets(f.serviceCode)}${because(f)}`,
    next: () => 'Den Grund ansehen, dann erneut versuchen.',
  },
  'upload.bodyChanged': {
    what: () => 'Die Datei kam verändert an',
    next: () => `${nothingToDo} sie wird erneut gesendet.`,
  },
  'disk.full': {
    what: (f) => `Der Datenträger ist voll${inBrackets(f.path)}`,
    next: () => 'Platz schaffen; Sluice macht dann weiter.',
  },
  'folder.missing': {
    what: (f) => `Der Ordner${named(f.path)} ist nicht da`,
    next: () => 'Das Laufwerk verbinden oder den Ordner anlegen; Sluice bemerkt es.',
  },
  'folder.unreadable': {
    what: (f) => `Der Ordner${named(f.path)} lässt sich nicht lesen${because(f)}`,
    next: () => 'Die Zugriffsrechte prüfen; Sluice bemerkt es.',
  },
  'folder.notWritable': {
    what: (f) => `Sluice kann in ${f.path ?? 'diesem Ordner'} keine Dateien verschieben${because(f)}`,
    next: () => 'Sluice dort das Schreiben erlauben oder afterDelivery: keep setzen.',
  },
  'spool.lost': {
    what: () => 'Die konvertierte Datei ist aus dem Zwischenspeicher verschwunden',
    next: () => `${nothingToDo} die Quelle wird erneut konvertiert.`,
  },
  'configuration.unreadable': {
    what: (f) => `Die Konfiguration${named(f.path)} lässt sich nicht lesen${because(f)}`,
    next: () => 'Pfad und Syntax prüfen.',
  },
  'configuration.invalid': {
    what: (f) =>
      `${f.path ?? 'Die Konfiguration'}${f.line === undefined ? '' : `, Zeile ${f.line}`}: ${f.key ?? 'ein Wert'} ist nicht gültig${because(f)}`,
    next: (f) => advice(f) ?? 'Den Wert berichtigen.',
  },
  'configuration.unknownKey': {
    what: (f) =>
      `${f.path ?? 'Die Konfiguration'}${f.line === undefined ? '' : `, Zeile ${f.line}`}: unbekannter Schlüssel${named(f.key)}`,
    next: (f) => (f.suggestion === undefined ? 'Ihn entfernen.' : `Ist ${f.suggestion} gemeint?`),
  },
  'usage.wrong': {
    what: (f) => reason(f) ?? 'Falscher Aufruf',
    next: (f) => advice(f) ?? 'Siehe sluice --help.',
  },
  'run.notIdle': {
    what: (f) => `Nach ${f.seconds ?? '?'} Sekunden war nicht alles getan${because(f)}`,
    next: () => 'Was unterwegs war, geht beim nächsten Start weiter.',
  },
  'dataDirectory.inUse': {
    what: (f) =>
      `Das Datenverzeichnis${named(f.path)} wird von ${f.process ?? 'einem anderen Prozess'} verwendet`,
    next: () => 'Diesen Prozess beenden oder mit --data ein anderes Verzeichnis angeben.',
  },
  'dataDirectory.unusable': {
    what: (f) => `Das Datenverzeichnis${named(f.path)} lässt sich nicht verwenden${because(f)}`,
    next: () => 'Mit --data ein anderes Verzeichnis angeben.',
  },
  'journal.damaged': {
    what: (f) => `Das Journal${named(f.path)} ist beschädigt${because(f)}`,
    next: () => 'Siehe docs/operations.md, „The journal is damaged“.',
  },
  'journal.newer': {
    what: (f) => `Das Journal wurde von einem neueren Sluice geschrieben${because(f)}`,
    next: () => 'Die neuere Version installieren.',
  },
  'module.cannotLoad': {
    what: (f) => `Ein Teil von Sluice lässt sich nicht laden${because(f)}`,
    next: (f) => advice(f) ?? 'Sluice neu installieren.',
  },
  'call.refused': {
    what: (f) => `Das Fenster hat etwas verlangt, das ihm nicht zusteht${because(f)}`,
    next: () => 'Es ist nichts geschehen. Wenn es wieder vorkommt, bitte melden.',
  },
  internal: {
    what: (f) => `Ein Fehler in Sluice selbst${because(f)}`,
    next: () => 'Bitte mit dem Diagnosepaket melden (sluice doctor --bundle).',
  },
};
