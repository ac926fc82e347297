import type { WarningCode } from './warnings.en.ts';

/** The same in German; see `warnings.en` for what the marks mean. */
export const warningsInGerman: Readonly<Record<WarningCode, string>> = {
  'age.null': 'Die Altersspalte {column} ist in {count|Zeile|Zeilen} leer.',
  'age.text': 'Die Altersspalte {column} enthält Text und wird Buchstabe für Buchstabe verglichen.',
  'avro.bytesAsBase64': 'Spalte {column}: Bytes als Base64-Text geschrieben ({count}).',
  'avro.finerThanMillis': 'Spalte {column}: Zeiten feiner als Millisekunden gekürzt ({count}).',
  'avro.notFinite': 'Spalte {column}: NaN und Unendlich leer gelesen ({count}).',
  'column.missing':
    'Die Datei hat keine Spalte {column}; sie wird leer geschrieben.[ Heißt sie jetzt {similar}?]',
  'column.nameUnsafe':
    '{count|Spaltenname hat|Spaltennamen haben} andere Zeichen als Buchstaben, Ziffern, _ und -: {names}[ und {more} weitere]. Wo Celonis sie nicht nimmt, geben Sie andere Spaltennamen an.',
  'column.unnamed':
    '{count|Spalte hat keinen Namen und heißt|Spalten haben keine Namen und heißen} {names}[ und {more} weitere]. Geben Sie ihnen Spaltennamen.',
  'columns.added':
    '{count|Spalte ist|Spalten sind} neu und in das festgelegte Schema aufgenommen: {names}[ und {more} weitere].',
  'columns.empty':
    '{count|Spalte ohne einen Wert ist|Spalten ohne einen Wert sind} Text: {names}[ und {more} weitere]. Setzen Sie den Typ, wo es etwas anderes sein soll.',
  'columns.ignored':
    '{count|Spalte ist|Spalten sind} neu und weggelassen, wie die Tabelle es verlangt: {names}[ und {more} weitere].',
  'date.ambiguous':
    'Spalte {column}: Tag und Monat sind nicht zu unterscheiden[ ({first} oder {second})]; bleibt Text. Setzen Sie die Datumsformate, um zu entscheiden.',
  'date.outside':
    'Spalte {column}: {count|Datum liegt|Daten liegen} außerhalb der Jahre 1400 bis 9999 (zuerst „{value}“ in Zeile {row}), was in Celonis leer würde; bleibt Text. Bedeutet es „kein Wert“, nehmen Sie es in die Wörter für „leer“ auf.',
  'date.outsideYears': 'Spalte {column}: Ein Datum liegt außerhalb der Jahre 1400 bis 9999; bleibt Text.',
  'date.severalWays':
    'Spalte {column}: Daten in mehreren Schreibweisen ({ways}); bleibt Text. Exportieren Sie sie in einer, oder als zwei Spalten.',
  'date.shortYear':
    'Spalte {column}: Daten mit zweistelligen Jahren ({format}[ oder {second}]), deren Jahrhundert geraten wäre; bleibt Text. Setzen Sie das Datumsformat {format}, um 00 bis 68 als 2000 bis 2068 und 69 bis 99 als 1969 bis 1999 zu lesen.',
  'date.stated':
    'Spalte {column}: Texte, die Daten sein können ({format}); bleibt Text, wie die Datei sagt. Setzen Sie den Typ DATE oder DATETIME, um sie zu lesen.',
  'date.truncated':
    'Spalte {column}: {count|Wert ist|Werte sind} feiner als Millisekunden und darauf gekürzt.',
  'date.zero': 'Spalte {column}: {count|Null-Datum|Null-Daten} (wie 00000000) leer geschrieben.',
  'date.zoneName':
    'Spalte {column}: {count|Datum hat|Daten haben} den Namen einer Zeitzone, der für mehrere Abstände zu UTC stehen kann; bleibt Text. Exportieren Sie Abstände wie +01:00.',
  'delivery.mayHaveArrivedTwice':
    'Die Datei ist vielleicht zweimal angekommen: Ein früherer Versuch blieb ohne Antwort, und die Tabelle hat keinen Primärschlüssel.',
  'header.assumed':
    'Nichts unterscheidet die erste Zeile von den anderen; sie gilt als Kopfzeile („{value}“). Wenn sie keine ist, options.headerRow: 0 setzen.',
  'header.missing': 'Die Datei hat keine Kopfzeile; die Spalten heißen column_1, column_2 und so weiter.',
  'json.outsideRecords': 'Werte außerhalb der Datensätze[ {path}] wurden nicht gelesen: {value}.',
  'key.duplicate':
    'Der Schlüssel {column} steht[ {keys}-mal] in mehr als einer Zeile; die Altersspalte[ {age}] entscheidet.',
  'key.lastWins':
    '{count|Zeile, deren Schlüssel weiter unten noch einmal steht, ist|Zeilen, deren Schlüssel weiter unten noch einmal steht, sind} weggelassen: Die letzte gilt.',
  'list.blurred':
    'Spalte {column}: Manche Listen fehlen, andere sind leer; als wiederholte Gruppe geschrieben sind beide leer.',
  'members.empty': '{count|leerer Teil|leere Teile} des Archivs übergangen: {value}.',
  'number.ambiguous':
    'Spalte {column}: Ein Zeichen[ („{signs}“)] kann Dezimalen oder Tausender trennen; bleibt Text. Setzen Sie das Dezimalzeichen, um zu entscheiden.',
  'number.exponent':
    'Spalte {column}: Zahlen mit Exponenten; bleibt Text. Setzen Sie den Typ FLOAT, um sie als Zahlen zu haben.',
  'number.lakh':
    'Spalte {column}: Zahlen in indischer Gruppierung (12,34,567); bleibt Text. Setzen Sie das Tausenderzeichen lakh, um sie zu lesen.',
  'number.long':
    'Spalte {column}: Brüche mit mehr als 15 Ziffern, die FLOAT vielleicht nicht fasst; bleibt Text. Setzen Sie den Typ FLOAT, um sie als Zahlen zu haben.',
  'number.orCode':
    'Spalte {column}: ganze Zahlen mit Trennzeichen, die auch Nummern sein können; bleibt Text. Setzen Sie das Tausenderzeichen, um sie als Zahlen zu lesen.',
  'number.otherNotation':
    'Spalte {column}: Zahlen in anderer Schreibweise, als Dezimal- und Tausenderzeichen angeben; bleibt Text. Lassen Sie diese Angaben weg, oder exportieren Sie alle Zahlen in einer Schreibweise.',
  'number.plus':
    'Spalte {column}: Zahlen mit einem Vorzeichen, das verloren ginge; bleibt Text. Exportieren Sie sie ohne.',
  'number.unit':
    'Spalte {column}: Zahlen mit Währung, Prozentzeichen oder Klammern; bleibt Text. Exportieren Sie bloße Zahlen, um sie als Zahlen zu haben.',
  'rows.blank': '{count|leere Zeile|leere Zeilen} übergangen.',
  'rows.empty':
    '[{count|Zeile|Zeilen} ohne einen einzigen Wert übergangen.][Zeile {row} unter der Tabelle ist leer und wird übergangen.]',
  'rows.footer': 'Was ab Zeile {row}[ bis {lastLine}] unter der Tabelle steht, wird übergangen („{value}“).',
  'rows.preamble': 'Die Zeilen über der Kopfzeile[ in Zeile {headerLine}] werden übergangen („{value}“).',
  'rows.repeatedHeader': '{count|Zeile wiederholt|Zeilen wiederholen} die Kopfzeile: übergangen.',
  'rows.total': 'Zeile {row} enthält eine Summe und wird übergangen („{value}“).',
  'text.nul': '{count|Zelle|Zellen} mit NUL-Zeichen; sie bleiben erhalten.',
  'types.pinned':
    'Die Angaben machen Spalte {column} zu {type}, festgelegt ist aber {pinned}. Bearbeiten Sie das festgelegte Schema der Tabelle, oder setzen Sie es zurück.',
  'types.unknown': 'Die Typen nennen Spalte {column}, die die Datei nicht hat.[ Ist {similar} gemeint?]',
  'value.blanks':
    'Spalte {column}: Um {count|Wert|Werte}, die Zahlen oder Daten wären, stehen Leerzeichen; bleibt Text. Schalten Sie das Entfernen von Leerzeichen ein, um sie zu lesen.',
  'value.long':
    'Spalte {column} hat Texte von mehr als 80 Zeichen (zuerst in Zeile {row}); manche Einstellungen in Celonis kürzen sie.',
  'value.tooLong':
    'Spalte {column}, Zeile {row}: ein Text von {count|Byte|Bytes}; Celonis nimmt höchstens 65.000.',
  'value.word':
    'Spalte {column}: {count|Wert ist|Werte sind} keine Zahl und kein Datum wie die anderen: {words} (zuerst in Zeile {row}); bleibt Text. Berichtigen Sie, was falsch ist, und nehmen Sie in die Wörter für „leer“ auf, was keinen Wert bedeutet.',
  'xes.emptyCases': '{count|Fall|Fälle} ohne Ereignisse: Daraus wird keine Zeile.',
  'xes.finerThanMillis':
    'Zeiten feiner als Millisekunden gekürzt ({count}[, zuerst in Zeile {line}]: {value}).',
  'xes.notFinite':
    'Werte, die keine endliche Zahl sind, leer gelesen ({count}[, zuerst in Zeile {line}]: {value}).',
  'xes.notOfType':
    'Werte, die nicht vom angegebenen Typ sind, bleiben Text ({count}[, zuerst in Zeile {line}]: {value}).',
  'xes.unknownElement':
    'Elemente, die XES nicht kennt, wurden nicht gelesen ({count}[, zuerst in Zeile {line}]: {value}).',
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
  'xml.documentType':
    'Der Dokumenttyp nennt Definitionen, die nicht gelesen wurden: Attribute, die dort einen Vorgabewert haben, fehlen.',
  'xml.mixedContent': '{column} hat Text neben seinen Elementen; er bleibt als eigenes Feld erhalten.',
  'xml.outsideRecords': 'Werte außerhalb der Datensätze[ {path}] wurden nicht gelesen: {value}.',
};
