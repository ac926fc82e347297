/** Reasons and suggestions that the engine gives in English, in German. What is not among them stays as it was said. */
const same: Readonly<Record<string, string>> = {
  'the file is empty': 'die Datei ist leer',
  'the archive is empty': 'das Archiv ist leer',
  'it is not a file': 'es ist keine Datei',
  'it is not a folder': 'es ist kein Ordner',
  'it is nested': 'sie ist verschachtelt',
  'it became shorter': 'sie wurde kürzer',
  'it did not answer in time': 'er hat nicht rechtzeitig geantwortet',
  'it does not answer': 'es kommt keine Antwort',
  'no answer': 'keine Antwort',
  interrupted: 'unterbrochen',
  'it cannot be read': 'sie lässt sich nicht lesen',
  'it holds no certificate in PEM': 'sie enthält kein Zertifikat in PEM',
  'it holds a certificate that cannot be read': 'sie enthält ein Zertifikat, das sich nicht lesen lässt',
  'there is no such file': 'es gibt keine solche Datei',
  'the keychain holds none': 'im Schlüsselbund sind keine',
  'the optional package keytar is not installed': 'das optionale Paket keytar ist nicht installiert',
  'the volume is read-only': 'das Laufwerk ist nur lesbar',
  'another program holds the file': 'ein anderes Programm hat die Datei geöffnet',
  'a file lies where a folder should be': 'wo ein Ordner sein soll, liegt eine Datei',
  'day and month cannot be told apart': 'Tag und Monat sind nicht zu unterscheiden',
  'values of several kinds': 'Werte verschiedener Art',
  'true and false have no order': 'wahr und falsch haben keine Reihenfolge',
  'a control character is in it': 'er enthält ein Steuerzeichen',
  'a record is not an object': 'ein Datensatz ist kein Objekt',
  'the file holds a single value': 'die Datei enthält einen einzelnen Wert',
  'the file is a sequence of other things than objects': 'die Datei ist eine Folge von anderem als Objekten',
  'the ZIP holds no Excel workbook': 'das ZIP enthält keine Excel-Mappe',
  'a binary workbook (.xlsb)': 'eine binäre Arbeitsmappe (.xlsb)',
  'all of its sheets are hidden': 'alle ihre Blätter sind ausgeblendet',
  'compressed twice': 'zweimal komprimiert',
  'several members, one of them Parquet': 'mehrere Dateien, davon eine Parquet',
  'a member is no table': 'eine Datei des Archivs ist keine Tabelle',
  'it does not begin as its name says': 'sie beginnt nicht, wie ihr Name sagt',
  'it does not begin as an Avro file does': 'sie beginnt nicht wie eine Avro-Datei',
  'it does not begin as an Avro file': 'sie beginnt nicht wie eine Avro-Datei',
  'it has no schema': 'sie hat kein Schema',
  'its Avro schema is no JSON': 'ihr Avro-Schema ist kein JSON',
  'its checksum is wrong': 'ihre Prüfsumme ist falsch',
  'its header is out of all bounds': 'ihr Kopf ist jenseits aller Grenzen',
  'the checksum of a block is wrong': 'die Prüfsumme eines Blocks ist falsch',
  'a page does not match its checksum': 'eine Seite passt nicht zu ihrer Prüfsumme',
  'the file ends too early': 'die Datei endet zu früh',
  'the schema is cut short': 'das Schema ist abgeschnitten',
  'it holds less than the directory says': 'sie enthält weniger, als das Verzeichnis sagt',
  'it holds more than the directory says': 'sie enthält mehr, als das Verzeichnis sagt',
  'its rows have no common number of fields': 'ihre Zeilen haben keine gemeinsame Zahl von Feldern',
  'its numbers have two possible meanings': 'ihre Zahlen lassen sich auf zwei Arten lesen',
  'its texts are too long': 'ihre Texte sind zu lang',
  'not an encoding that is known': 'keine bekannte Zeichenkodierung',
  'one record is longer than 64 million characters': 'ein Datensatz ist länger als 64 Millionen Zeichen',
  'one PutObject takes at most 5 GiB': 'ein PutObject nimmt höchstens 5 GiB',
  'the service lost the parts of a multipart upload':
    'der Dienst hat Teile eines mehrteiligen Uploads verloren',
  'a web page answered in place of the service': 'eine Webseite hat anstelle des Dienstes geantwortet',
  'the address of the proxy is not valid': 'die Adresse des Proxys ist nicht gültig',
  'the password of the proxy is not known for this address':
    'das Passwort des Proxys ist für diese Adresse nicht bekannt',
  'rows or characters were lost on the way to the file':
    'auf dem Weg in die Datei gingen Zeilen oder Zeichen verloren',
  'rows were lost with those that were left out': 'mit den ausgelassenen gingen weitere Zeilen verloren',
  'a column is lost': 'eine Spalte fehlt',
  'values changed with the layout of the lists': 'mit der Form der Listen änderten sich Werte',
  'it needs more memory than there is': 'sie braucht mehr Speicher, als da ist',
  'somebody else has changed the file meanwhile; nothing was written':
    'jemand anderes hat die Datei inzwischen geändert; es wurde nichts geschrieben',
  'two connections have the same id': 'zwei Verbindungen haben dieselbe Kennung',
  'the connection needs team and cluster, or an endpoint':
    'die Verbindung braucht Team und Cluster oder einen Endpunkt',
  'a connection needs team and cluster, or endpoint':
    'eine Verbindung braucht Team und Cluster oder einen Endpunkt',
  'another table watches this folder too': 'eine andere Tabelle überwacht diesen Ordner auch',
  'it lies inside the folder of a table with subfolders: true':
    'er liegt im Ordner einer Tabelle, die auch Unterordner überwacht',
  'access keys and secrets never stand in a configuration':
    'Zugriffsschlüssel und Geheimnisse stehen nie in einer Konfiguration',
  'it is missing': 'es fehlt',
  'it is empty': 'es ist leer',
  'it is not an address': 'es ist keine Adresse',
  'a newer preview was asked for': 'eine neuere Vorschau wurde verlangt',
  'the window is closed': 'das Fenster ist geschlossen',
  'this window has a picker of the system': 'dieses Fenster hat eine Auswahl des Systems',
  'The engine does not run': 'Die Engine läuft nicht',
  'The list of licences is not part of this installation':
    'Die Liste der Lizenzen gehört nicht zu dieser Installation',
  'there is no such call': 'einen solchen Aufruf gibt es nicht',
  'this call is not answered here': 'dieser Aufruf wird hier nicht beantwortet',
  'Give each connection a name of its own.': 'Jeder Verbindung einen eigenen Namen geben.',
  'Give each table a folder of its own.': 'Jeder Tabelle einen eigenen Ordner geben.',
  'Give the table a folder of its own.': 'Der Tabelle einen eigenen Ordner geben.',
  'Add team and cluster, or endpoint.': 'Team und Cluster angeben oder einen Endpunkt.',
  'Use the name of the target table in the Data Connection.':
    'Den Namen der Zieltabelle in der Data Connection verwenden.',
  'Name each table once.': 'Jede Tabelle einmal nennen.',
  'Move one of the two folders.': 'Einen der beiden Ordner verlegen.',
  'Look at the change, and try again.': 'Die Änderung ansehen und erneut versuchen.',
  'Type the password again.': 'Das Passwort neu eingeben.',
  'Add it.': 'Ergänzen.',
  'It is learned from the first file.': 'Es wird aus der ersten Datei gelernt.',
  'Correct the value, or give its format in options.dateFormats.':
    'Den Wert berichtigen oder sein Format in options.dateFormats angeben.',
  'Correct the value, or options.types.': 'Den Wert oder options.types berichtigen.',
  'Give a label such as utf-8, windows-1252, iso-8859-15, utf-16le or shift_jis.':
    'Einen Namen wie utf-8, windows-1252, iso-8859-15, utf-16le oder shift_jis angeben.',
  'Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).':
    'In Excel oder LibreOffice öffnen und als Excel-Arbeitsmappe (.xlsx) speichern.',
  'Save it as an Excel workbook (.xlsx).': 'Als Excel-Arbeitsmappe (.xlsx) speichern.',
  'Pack it again with the usual method (deflate).': 'Mit dem üblichen Verfahren (deflate) neu packen.',
  'Set access key and secret again.': 'Zugriffsschlüssel und Geheimnis neu hinterlegen.',
  'Set options.dateFormats.': 'options.dateFormats angeben.',
  'Set options.decimalSeparator.': 'options.decimalSeparator angeben.',
  'Set options.headerRow to the row that holds the names, or to 0.':
    'options.headerRow auf die Zeile mit den Namen setzen, oder auf 0.',
  'Set options.recordPath to the path of the record element.':
    'options.recordPath auf den Pfad des Datensatz-Elements setzen.',
  'Set TMPDIR (on Windows TEMP) to a folder that you may write to.':
    'TMPDIR (unter Windows TEMP) auf einen Ordner setzen, in den geschrieben werden darf.',
  'Take it out, and store it with: sluice credentials set NAME.':
    'Herausnehmen und hinterlegen mit: sluice credentials set NAME.',
  'Write the file with the codec null, deflate, snappy or zstandard.':
    'Die Datei mit dem Codec null, deflate, snappy oder zstandard schreiben.',
  'Put it in quotes.': 'In Anführungszeichen setzen.',
  'Write it as https://TEAM.CLUSTER.celonis.cloud/api/data-ingestion.':
    'Als https://TEAM.CLUSTER.celonis.cloud/api/data-ingestion schreiben.',
  'it is not a connection id: 32 hexadecimal digits such as 9c92424b-829d-4beb-a65c-411873b268f8':
    'es ist keine Verbindungskennung: 32 Hexadezimalziffern wie 9c92424b-829d-4beb-a65c-411873b268f8',
  'it is not a rate such as 2MB/s': 'es ist keine Rate wie 2MB/s',
  'it is not a rate such as 2MB/s, of 1kB/s at least': 'es ist keine Rate wie 2MB/s, mindestens 1kB/s',
  'it is not a time of day such as "08:00"': 'es ist keine Uhrzeit wie "08:00"',
  'it is the same as from; leave both out for the whole day':
    'es ist dasselbe wie from; für den ganzen Tag beide weglassen',
  'it is not the address of a proxy such as http://proxy.example:8080, nor none':
    'es ist weder die Adresse eines Proxys wie http://proxy.example:8080 noch none',
};

const kinds: Readonly<Record<string, string>> = {
  'a text': 'ein Text',
  'a number': 'eine Zahl',
  'a whole number': 'eine ganze Zahl',
  'true or false': 'wahr oder falsch',
  'a list': 'eine Liste',
  'keys with values': 'Schlüssel mit Werten',
  nothing: 'nichts',
};
const borders: Readonly<Record<string, string>> = {
  'at least': 'mindestens',
  'at most': 'höchstens',
  'more than': 'größer als',
  'less than': 'kleiner als',
};

/** The same for reasons with parts of their own. */
const shaped: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^There is no delivery (.+)$/, (id = '') => `Es gibt keine Zustellung ${id}`],
  [/^There is no table (.+?)(?: at work)?$/, (name = '') => `Es gibt keine Tabelle ${name}`],
  [/^There is no connection (.+)$/, (name = '') => `Es gibt keine Verbindung ${name}`],
  [/^There is no page (.+)$/, (name = '') => `Es gibt keine Seite ${name}`],
  [/^There is no file (.+)$/, (name = '') => `Es gibt keine Datei ${name}`],
  [
    /^The configuration has no connection (.+)$/,
    (name = '') => `Die Konfiguration hat keine Verbindung ${name}`,
  ],
  [/^The configuration has no table (.+)$/, (name = '') => `Die Konfiguration hat keine Tabelle ${name}`],
  [/^there is no connection named (.+)$/, (name = '') => `es gibt keine Verbindung namens ${name}`],
  [
    /^Correct the AWS profile (.+), then resume\.$/,
    (name = '') => `Das AWS-Profil ${name} berichtigen, dann fortsetzen.`,
  ],
  [
    /^Correct (.+) in the environment, then start Sluice again\.$/,
    (names = '') =>
      `${names.replace(' and ', ' und ')} in der Umgebung berichtigen, dann Sluice neu starten.`,
  ],
  [/^there is no AWS profile (.+)$/, (name = '') => `es gibt kein AWS-Profil ${name}`],
  [
    /^profile (.+) lacks aws_access_key_id or aws_secret_access_key$/,
    (name = '') => `im Profil ${name} fehlt aws_access_key_id oder aws_secret_access_key`,
  ],
  [
    /^the environment does not set (.+)$/,
    (names = '') => `die Umgebung setzt ${names.replace(' and ', ' und ')} nicht`,
  ],
  [/^another connection is called (.+) too$/, (name = '') => `eine andere Verbindung heißt auch ${name}`],
  [
    /^another table of the connection is called (.+) too$/,
    (name = '') => `eine andere Tabelle der Verbindung heißt auch ${name}`,
  ],
  [
    /^“(.+)” has characters other than letters, digits, _ and -$/s,
    (name = '') => `„${name}“ hat andere Zeichen als Buchstaben, Ziffern, _ und -`,
  ],
  [/^No schema is pinned for (.+) yet$/, (name = '') => `Für ${name} ist noch kein Schema festgelegt`],
  [
    /^Delivery (.+) is (\S+); only rejected and held ones can be retried$/,
    (id = '', state = '') =>
      `Zustellung ${id} ist ${state}; nur abgelehnte und angehaltene lassen sich wiederholen`,
  ],
  [
    /^Delivery (.+) is (\S+); only delivered files and duplicates can be sent again$/,
    (id = '', state = '') =>
      `Zustellung ${id} ist ${state}; nur zugestellte und doppelte lassen sich erneut senden`,
  ],
  [
    /^The table of delivery (.+) is not configured any more$/,
    (id = '') => `Die Tabelle der Zustellung ${id} ist nicht mehr eingerichtet`,
  ],
  [
    /^The folder (.+) cannot be made: (.+)$/s,
    (path = '', why = '') => `Der Ordner ${path} lässt sich nicht anlegen: ${why}`,
  ],
  [/^it cannot be written: (.+)$/s, (why = '') => `es lässt sich nicht schreiben: ${why}`],
  [/^caFile (.+): (.+)$/s, (file = '', why = '') => `caFile ${file}: ${germanReason(why)}`],
  [/^the proxy answered (\d+)$/, (status = '') => `der Proxy hat mit ${status} geantwortet`],
  [
    /^proxies of kind (.+) are not supported$/,
    (kind = '') => `Proxys der Art ${kind} werden nicht unterstützt`,
  ],
  [/^nobody chose the path (.+)$/s, (path = '') => `niemand hat den Pfad ${path} ausgewählt`],
  [/^“(.*)” is no name of a file$/s, (name = '') => `„${name}“ ist kein Dateiname`],
  [
    /^“(.*)” has characters that not every system takes in a name$/s,
    (name = '') => `„${name}“ hat Zeichen, die nicht jedes System in Namen zulässt`,
  ],
  [
    /^“(.*)” is a name that Windows takes for something else$/s,
    (name = '') => `„${name}“ ist ein Name, den Windows anders versteht`,
  ],
  [/^“(.*)” is too long for a name$/s, (name = '') => `„${name}“ ist als Name zu lang`],
  [
    /^“(.*)” is a name that Sluice passes over$/s,
    (name = '') => `„${name}“ ist ein Name, den Sluice übergeht`,
  ],
  [
    /^it has (\d+) bytes in place of (\d+)$/,
    (found = '', expected = '') => `sie hat ${found} Bytes statt ${expected}`,
  ],
  [/^longer than (\d+) characters$/, (count = '') => `länger als ${count} Zeichen`],
  [/^the file holds (\d+) tables$/, (count = '') => `die Datei enthält ${count} Tabellen`],
  [/^the file has new columns: (.+)$/s, (names = '') => `die Datei hat neue Spalten: ${names}`],
  [/^columns are missing: (.+)$/s, (names = '') => `es fehlen Spalten: ${names}`],
  [/^column (.+) holds binary data$/s, (name = '') => `die Spalte ${name} enthält Binärdaten`],
  [/^the sheet (.+) is missing in it$/s, (name = '') => `das Blatt ${name} fehlt darin`],
  [/^the sheet's row (\d+) is empty$/, (row = '') => `die Zeile ${row} des Blattes ist leer`],
  [/^there is no (\S+)$/, (name = '') => `${name} gibt es nicht`],
  [/^values nest more than (\d+) deep$/, (depth = '') => `Werte sind mehr als ${depth}-fach verschachtelt`],
  [
    /^values that are not of the pinned type in (.+)$/s,
    (names = '') => `Werte, die nicht vom festgelegten Typ sind, in ${names}`,
  ],
  [
    /^neither UTF-8 nor Windows-1252 \((\d+) bytes that Windows-1252 does not define\)$/,
    (count = '') => `weder UTF-8 noch Windows-1252 (${count} Bytes, die Windows-1252 nicht kennt)`,
  ],
  [
    /^it unpacks to more than (\d+) times its size$/,
    (times = '') => `sie entpackt sich auf mehr als das ${times}-fache ihrer Größe`,
  ],
  [/^first in row (\d+)$/, (row = '') => `zuerst in Zeile ${row}`],
  [
    /^in line (\d+) stands “(.*)” where an object is expected$/s,
    (line = '', text = '') => `in Zeile ${line} steht „${text}“, wo ein Objekt erwartet wird`,
  ],
  [/^it must be one of (.+)$/s, (values = '') => `es muss eines von ${values} sein`],
  [
    /^it must be (.+), and is (.+)$/,
    (wanted = '', found = '') => `es muss ${kinds[wanted] ?? wanted} sein und ist ${kinds[found] ?? found}`,
  ],
  [
    /^it must have at (least|most) (\d+) entries$/,
    (which = '', count = '') =>
      `es muss ${which === 'least' ? 'mindestens' : 'höchstens'} ${count} Einträge haben`,
  ],
  [
    /^it must be (at least|at most|more than|less than) (\S+)$/,
    (which = '', limit = '') => `es muss ${borders[which] ?? which} ${limit} sein`,
  ],
  [/^it has more than (\d+) characters$/, (count = '') => `es hat mehr als ${count} Zeichen`],
  [
    /^(.+) is the folder of table (.+) by another name$/s,
    (folder = '', table = '') => `${folder} ist unter anderem Namen der Ordner der Tabelle ${table}`,
  ],
  [
    /^(.+) would take Sluice's own data directory, (.+), for files to deliver$/s,
    (folder = '', data = '') =>
      `${folder} nähme Sluices eigenes Datenverzeichnis ${data} für Dateien zum Zustellen`,
  ],
  [/^Set them: (.+)$/, (command = '') => `Hinterlegen: ${command}`],
  [/^Check the permissions of (.+)\.$/s, (path = '') => `Die Rechte von ${path} prüfen.`],
  [/^Did you mean (.+)\?$/s, (name = '') => `Ist ${name} gemeint?`],
  [
    /^Run aws configure --profile (.+)\. Profiles with SSO or credential_process are not supported\.$/,
    (name = '') =>
      `aws configure --profile ${name} ausführen. Profile mit SSO oder credential_process werden nicht unterstützt.`,
  ],
  [/^Create it: (.+)$/, (command = '') => `Anlegen: ${command}`],
  [
    /^Set (.+) in the environment that starts Sluice\.$/,
    (names = '') => `${names.replace(' and ', ' und ')} in der Umgebung setzen, die Sluice startet.`,
  ],
  [/^line (\d+): (.+)$/s, (line = '', why = '') => `Zeile ${line}: ${why}`],
];

/** A reason in German; what is not known stays as it was said. */
export const germanReason = (reason: string): string => {
  if (Object.hasOwn(same, reason)) return same[reason] ?? reason;
  for (const [pattern, say] of shaped) {
    const match = pattern.exec(reason);
    if (match !== null) return say(...match.slice(1));
  }
  return reason;
};
