import type { WarningCode } from './warnings.en.ts';

/** The same in German; see `warnings.en` for what the marks mean. */
export const warningsInGerman: Readonly<Record<WarningCode, string>> = {
  'age.null': 'Die Altersspalte {column} ist in {count|Zeile|Zeilen} leer.',
  'age.text': 'Die Altersspalte {column} enthält Text und wird Buchstabe für Buchstabe verglichen.',
  'avro.bytesAsBase64': 'Spalte {column}: Bytes als Base64-Text geschrieben ({count}).',
  'avro.finerThanMillis': 'Spalte {column}: Zeiten feiner als Millisekunden gekürzt ({count}).',
  'avro.notFinite': 'Spalte {column}: NaN und Unendlich leer gelesen ({count}).',
  'column.missing': 'Die Datei hat keine Spalte {column}; sie wird leer geschrieben.',
  'column.nameUnsafe': 'Der Name der Spalte {column} hat andere Zeichen als Buchstaben, Ziffern, _ und -.',
  'column.unnamed': 'Spalte[ {place}] hat keinen Namen; sie heißt {column}.',
  'date.ambiguous':
    'Spalte {column}: Tag und Monat sind nicht zu unterscheiden[ ({first} oder {second})]; bleibt Text. Setzen Sie die Datumsformate, um zu entscheiden.',
  'date.truncated':
    'Spalte {column}: {count|Wert ist|Werte sind} feiner als Millisekunden und darauf gekürzt.',
  'date.zero': 'Spalte {column}: {count|Null-Datum|Null-Daten} (wie 00000000) leer geschrieben.',
  'delivery.mayHaveArrivedTwice':
    'Die Datei ist vielleicht zweimal angekommen: Ein früherer Versuch blieb ohne Antwort, und die Tabelle hat keinen Primärschlüssel.',
  'header.missing': 'Die Datei hat keine Kopfzeile; die Spalten heißen column_1, column_2 und so weiter.',
  'key.duplicate':
    'Der Schlüssel {column} steht[ {keys}-mal] in mehr als einer Zeile; die Altersspalte[ {age}] entscheidet.',
  'key.lastWins':
    '{count|Zeile, deren Schlüssel weiter unten noch einmal steht, ist|Zeilen, deren Schlüssel weiter unten noch einmal steht, sind} weggelassen: Die letzte gilt.',
  'number.ambiguous':
    'Spalte {column}: Ein Zeichen[ („{signs}“)] kann Dezimalen oder Tausender trennen; bleibt Text. Setzen Sie das Dezimalzeichen, um zu entscheiden.',
  'rows.blank': '{count|leere Zeile|leere Zeilen} übergangen.',
  'rows.empty':
    '[{count|Zeile|Zeilen} ohne einen einzigen Wert übergangen.][Zeile {row} unter der Tabelle ist leer und wird übergangen.]',
  'rows.footer': 'Was ab Zeile {row}[ bis {lastLine}] unter der Tabelle steht, wird übergangen („{value}“).',
  'rows.preamble': 'Die Zeilen über der Kopfzeile[ in Zeile {headerLine}] werden übergangen („{value}“).',
  'rows.repeatedHeader': '{count|Zeile wiederholt|Zeilen wiederholen} die Kopfzeile: übergangen.',
  'rows.total': 'Zeile {row} enthält eine Summe und wird übergangen („{value}“).',
  'text.nul': '{count|Zelle|Zellen} mit NUL-Zeichen; sie bleiben erhalten.',
  'value.long':
    'Spalte {column} hat Texte von mehr als 80 Zeichen (zuerst in Zeile {row}); manche Einstellungen in Celonis kürzen sie.',
  'value.tooLong':
    'Spalte {column}, Zeile {row}: ein Text von {count|Byte|Bytes}; Celonis nimmt höchstens 65.000.',
  'xes.emptyCases': '{count|Fall|Fälle} ohne Ereignisse: Daraus wird keine Zeile.',
  'xes.finerThanMillis':
    'Zeiten feiner als Millisekunden gekürzt ({count}[, zuerst in Zeile {line}]: {value}).',
  'xes.notFinite':
    'Werte, die keine endliche Zahl sind, leer gelesen ({count}[, zuerst in Zeile {line}]: {value}).',
  'xes.notOfType':
    'Werte, die nicht vom angegebenen Typ sind, bleiben Text ({count}[, zuerst in Zeile {line}]: {value}).',
  'xlsx.datesAndNumbers':
    'Spalte {column}: [{dates|Zelle|Zellen} als Datum formatiert und ]{count} als einfache Zahlen. Setzen Sie den Typ auf DATE oder DATETIME, um die Zahlen als Datum zu lesen.',
  'xlsx.errorCells':
    'Spalte {column}: {count|Zelle|Zellen} mit einem Fehler ([zuerst {cell}: ]{value}), leer gelesen.',
  'xlsx.formulaWithoutResult':
    'Spalte {column}: {count|Zelle|Zellen} mit einer Formel ohne gespeichertes Ergebnis[ (zuerst {cell})], leer gelesen. Öffnen und speichern Sie die Datei in Excel.',
  'xlsx.hiddenColumns': 'Ausgeblendete Spalten wurden wie die anderen gelesen.',
  'xlsx.hiddenRows': '{count|ausgeblendete Zeile|ausgeblendete Zeilen} wie die anderen gelesen.',
  'xlsx.longNumbers':
    'Spalte {column}: {count|Zelle|Zellen} mit mehr Ziffern, als eine Zahl genau fasst ([zuerst {cell}: ]{value}); sie bleiben Text.',
  'xlsx.mergedCells':
    '{count|verbundener Block|verbundene Blöcke} in den Zeilen[ (zuerst {cell})]: Nur die erste Zelle eines Blocks hat seinen Wert.',
  'xlsx.noDate':
    'Spalte {column}: {count|Zelle|Zellen} als Datum formatiert, deren Zahl keines ist ([zuerst {cell}: ]{value}); null wird leer gelesen.',
  'xlsx.noHeader':
    'Im Blatt fand sich keine Kopfzeile; die Spalten sind nummeriert. Setzen Sie die Kopfzeile, wenn es eine gibt.',
  'xlsx.otherSheets':
    'Nur ein Blatt wurde gelesen[: {sheet}]; die Mappe hat noch {value}. Setzen Sie das Blatt für ein anderes.',
  'xlsx.paddedNumbers':
    'Spalte {column}: {count|Zelle|Zellen}, deren führende Nullen allein vom Format kommen[ (zuerst {cell})]; gespeichert ist die Zahl {value}.',
  'xlsx.unnamedColumn':
    'Die Spalte[ {letters}] des Blattes hat Werte und keine Überschrift; sie heißt {column}.',
  'xml.mixedContent': '{column} hat Text neben seinen Elementen; er bleibt als eigenes Feld erhalten.',
  'xml.outsideRecords': 'Werte außerhalb der Datensätze[ {path}] wurden nicht gelesen: {value}.',
};
