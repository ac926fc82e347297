/** A sentence of the engine, and how German says it from its parts. */
export type Rule = readonly [pattern: RegExp, say: (...parts: readonly string[]) => string];

/** Grouped as German groups: "20,000" becomes "20.000". */
const number = (text: string): string => text.replaceAll(/,(?=\d{3})/g, '.');
const some = (count: string, one: string, other: string): string =>
  `${number(count)} ${count === '1' ? one : other}`;

const kinds: Readonly<Record<string, string>> = {
  'a number': 'keine Zahl',
  'a date': 'kein Datum',
  'true or false': 'weder wahr noch falsch',
};

/** Why a file or a column was read as it was. */
export const germanReasons: readonly Rule[] = [
  [/^encoding (\S+): set in the options$/, (name = '') => `Zeichensatz ${name}: in den Optionen gesetzt`],
  [/^encoding (\S+): byte order mark$/, (name = '') => `Zeichensatz ${name}: Kennzeichnung am Anfang (BOM)`],
  [
    /^encoding (\S+): (\d+) of (\d+) characters have a zero byte$/,
    (name = '', many = '', all = '') => `Zeichensatz ${name}: ${many} von ${all} Zeichen haben ein Null-Byte`,
  ],
  [
    /^encoding (\S+): all (\d+) bytes are valid$/,
    (name = '', bytes = '') => `Zeichensatz ${name}: alle ${bytes} Bytes sind gültig`,
  ],
  [/^encoding (\S+): not valid UTF-8$/, (name = '') => `Zeichensatz ${name}: kein gültiges UTF-8`],
  [
    /^delimiter (".+"): (\d+) columns in every row$/,
    (mark = '', columns = '') => `Trennzeichen ${mark}: ${some(columns, 'Spalte', 'Spalten')} in jeder Zeile`,
  ],
  [/^the file is empty$/, () => 'Die Datei ist leer'],
  [
    /^a report list in frames/,
    () => 'Eine Liste in Rahmen: Leerzeichen um die Zellen gehören nicht zu den Werten',
  ],
  [/^every row closes with a delimiter$/, () => 'Jede Zeile endet mit einem Trennzeichen'],
  [
    /^the header spans (\d+) rows from line (\d+)$/,
    (rows = '', line = '') => `Die Kopfzeile umfasst ${rows} Zeilen ab Zeile ${line}`,
  ],
  [
    /^the header is in line (\d+); what stands above is passed over$/,
    (line = '') => `Die Kopfzeile steht in Zeile ${line}; was darüber steht, wird übergangen`,
  ],
  [/^records stand after each other$/, () => 'Die Datensätze stehen hintereinander'],
  [/^records are the elements of the list$/, () => 'Die Datensätze sind die Elemente der Liste'],
  [
    /^records are the elements of the list (.+)$/,
    (name = '') => `Die Datensätze sind die Elemente der Liste ${name}`,
  ],
  [
    /^records: (.+), (\d+) found$/,
    (path = '', count = '') => `Datensätze: ${path}, ${number(count)} gefunden`,
  ],
  [
    /^(\d+) members after each other: (.+)$/,
    (count = '', names = '') => `${count} Dateien des Archivs hintereinander: ${names}`,
  ],
  [
    /^log: (\d+) events in (\d+) cases$/,
    (events = '', cases = '') => `Protokoll: ${number(events)} Ereignisse in ${number(cases)} Fällen`,
  ],
  [/^dates: brought to UTC$/, () => 'Zeiten: nach UTC gebracht'],
  [/^declared for all: (.+)$/, (names = '') => `Für alle erklärt: ${names}`],
  [
    /^attributes of the log itself, not part of rows: (\d+)$/,
    (count = '') => `Attribute des Protokolls selbst, nicht Teil der Zeilen: ${count}`,
  ],
  [
    /^sheet (.+): (\d+) of (\d+)$/,
    (name = '', place = '', all = '') => `Blatt ${name}: das ${place}. von ${all}`,
  ],
  [/^header: none$/, () => 'Kopfzeile: keine'],
  [/^header: row (\d+) of the sheet$/, (row = '') => `Kopfzeile: Zeile ${row} des Blattes`],
  [/^dates: counted from 1904$/, () => 'Datumswerte: ab 1904 gezählt'],
  [/^codec: (.+)$/, (name = '') => `Kompression: ${name}`],
  [/^handed on byte for byte$/, () => 'Byte für Byte weitergegeben'],
  [/^re-written: /, () => 'Neu geschrieben: Kompression, Typen oder Namen sind nicht, was Celonis annimmt'],
  [/^has no values, kept as text$/, () => 'Ohne Werte, bleibt Text'],
  [
    /^(\S+) of \S+ values are true or false$/,
    (all = '') => `${number(all)} von ${number(all)} Werten sind wahr oder falsch`,
  ],
  [
    /^(\S+) of \S+ values match (.+), kept as text$/,
    (all = '', what = '') =>
      `${number(all)} von ${number(all)} Werten passen zu ${what.replace(' as well as ', ' und zu ')}, bleibt Text`,
  ],
  [
    /^(\S+) of \S+ values match (.+)$/,
    (all = '', what = '') => `${number(all)} von ${number(all)} Werten passen zu ${what}`,
  ],
  [
    /^\S+ of (\S+) values are numbers of two possible meanings, kept as text$/,
    (all = '') => `${number(all)} Werte sind Zahlen, die sich auf zwei Arten lesen lassen, bleibt Text`,
  ],
  [
    /^numbers with more digits than a double holds, kept as text$/,
    () => 'Zahlen mit mehr Ziffern, als eine Gleitkommazahl fasst, bleibt Text',
  ],
  [
    /^(\S+) of \S+ values are whole numbers(?: such as (.+))?$/,
    (all = '', such = '') =>
      `${number(all)} von ${number(all)} Werten sind ganze Zahlen${such === '' ? '' : ` wie ${such}`}`,
  ],
  [
    /^(\S+) of \S+ values are whole numbers or codes, kept as text$/,
    (all = '') => `${number(all)} Werte sind ganze Zahlen oder Codes, bleibt Text`,
  ],
  [
    /^text; “(.*)” in row (\d+) is not (a number|a date|true or false)$/s,
    (value = '', row = '', kind = '') =>
      `Text; „${value}“ in Zeile ${number(row)} ist ${kinds[kind] ?? kind}`,
  ],
  [
    /^text; “(.*)” in row (\d+) has leading zeros$/s,
    (value = '', row = '') => `Text; „${value}“ in Zeile ${number(row)} hat führende Nullen`,
  ],
  [
    /^text; “(.*)” in row (\d+) has a plus sign$/s,
    (value = '', row = '') => `Text; „${value}“ in Zeile ${number(row)} hat ein Pluszeichen`,
  ],
  [
    /^text; “(.*)” in row (\d+) may be a code and no power of ten$/s,
    (value = '', row = '') =>
      `Text; „${value}“ in Zeile ${number(row)} kann ein Code sein und keine Zehnerpotenz`,
  ],
  [
    /^text; “(.*)” in row (\d+) has more than (\d+) digits$/s,
    (value = '', row = '', digits = '') =>
      `Text; „${value}“ in Zeile ${number(row)} hat mehr als ${digits} Ziffern`,
  ],
  [/^([A-Z]+), as the file says$/, (type = '') => `${type}, wie die Datei sagt`],
  [/^kept as text$/, () => 'Bleibt Text'],
  [/^([A-Z]+), pinned$/, (type = '') => `${type}, festgelegt`],
  [/^([A-Z]+), set in the options$/, (type = '') => `${type}, in den Optionen gesetzt`],
  [
    /^(.+) in the file, written as ([A-Z]+)$/,
    (found = '', type = '') => `${found} in der Datei, geschrieben als ${type}`,
  ],
];
