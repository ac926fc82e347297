/**
 * What is said of each warning, as a template. `{name}` stands for a fact, `{count|row|rows}` for a number with its noun,
 * and a part in `[…]` is left out where one of its facts is not known.
 */
export const warningsInEnglish = {
  'age.null': 'the age column {column} is empty in {count|row|rows}.',
  'age.text': 'the age column {column} holds text and is compared letter by letter.',
  'avro.bytesAsBase64': 'Column {column}: bytes are written as Base64 text ({count}).',
  'avro.finerThanMillis': 'Column {column}: times finer than milliseconds were cut ({count}).',
  'avro.notFinite': 'Column {column}: NaN and infinities were read as empty ({count}).',
  'column.missing': 'the file has no column {column}; it is written as null.[ Was it renamed to {similar}?]',
  'column.nameUnsafe':
    '{count|column name has|column names have} other characters than letters, digits, _ and -: {names}[ and {more} more]. Where Celonis does not take them, options.columnNames gives other names.',
  'column.unnamed':
    '{count|column has no name and is|columns have no names and are} called {names}[ and {more} more]. options.columnNames gives them names.',
  'columns.added':
    '{count|column is|columns are} new and added to the pinned schema: {names}[ and {more} more].',
  'columns.empty':
    '{count|column without any value is|columns without any value are} text: {names}[ and {more} more]. Set options.types for what is to be something else.',
  'columns.ignored':
    '{count|column is|columns are} new and left out (drift.added: ignore): {names}[ and {more} more].',
  'date.ambiguous':
    'column {column}: day and month cannot be told apart[ ({first} or {second})]; kept as text. Set options.dateFormats to decide.',
  'date.outside':
    'column {column}: {count|date is|dates are} outside of the years 1400 to 9999 (first “{value}” in row {row}), and Celonis would make them null; kept as text. Add them to options.nullWords if they mean no value.',
  'date.outsideYears': 'column {column}: a date is outside the years 1400 to 9999; kept as text.',
  'date.severalWays':
    'column {column}: dates written in several ways ({ways}); kept as text. Export them in one way, or as two columns.',
  'date.shortYear':
    'column {column}: dates with two-digit years ({format}[ or {second}]), whose century is a guess; kept as text. Set options.dateFormats to {format} to read 00 to 68 as 2000 to 2068 and 69 to 99 as 1969 to 1999.',
  'date.stated':
    'column {column}: texts that may be dates ({format}); kept as text, as the file says. Set DATE or DATETIME for it in options.types to read them.',
  'date.truncated':
    'column {column}: {count|value is|values are} finer than milliseconds and cut to milliseconds.',
  'date.zero': 'column {column}: {count|zero date|zero dates} (such as 00000000) written as null.',
  'date.zoneName':
    'column {column}: {count|date has|dates have} the name of a time zone, which may mean several offsets; kept as text. Export offsets such as +01:00.',
  'delivery.mayHaveArrivedTwice':
    'The file may have arrived twice: an earlier attempt had no answer, and the table has no primary key.',
  'header.assumed':
    'nothing tells the first row from the others; it is taken for the header (“{value}”). Set options.headerRow: 0 if it is none.',
  'header.missing': 'the file has no header; the columns are called column_1, column_2 and so on.',
  'json.outsideRecords': 'Values outside of the records[ {path}] were not read: {value}.',
  'key.duplicate':
    'the key {column} stands in more than one row[ {keys|time|times}]; the age column[ {age}] decides.',
  'key.lastWins':
    '{count|row whose key stands again further below is|rows whose key stands again further below are} left out: the last row wins.',
  'list.blurred':
    'column {column}: some lists are null and some are empty; written as a repeated group, both are empty.',
  'members.empty': '{count|empty member|empty members} of the archive passed over: {value}.',
  'number.ambiguous':
    'column {column}: a sign[ (“{signs}”)] may separate decimals or thousands; kept as text. Set options.decimalSeparator to decide.',
  'number.exponent':
    'column {column}: numbers with exponents; kept as text. Set FLOAT for it in options.types to have them as numbers.',
  'number.lakh':
    'column {column}: numbers grouped in the Indian way (12,34,567); kept as text. Set options.thousandsSeparator: lakh to read them.',
  'number.long':
    'column {column}: fractions of more than 15 digits, which FLOAT may not hold; kept as text. Set FLOAT for it in options.types to have them as numbers.',
  'number.orCode':
    'column {column}: whole numbers with separators that may be codes; kept as text. Set options.thousandsSeparator to read them as numbers.',
  'number.otherNotation':
    'column {column}: numbers in another notation than options.decimalSeparator and options.thousandsSeparator say; kept as text. Leave these options out, or export all numbers in one notation.',
  'number.plus':
    'column {column}: numbers with a sign that would be lost; kept as text. Export them without it.',
  'number.unit':
    'column {column}: numbers with a currency, a percent sign or brackets; kept as text. Export plain numbers to have them as numbers.',
  'rows.blank': '{count|blank line is|blank lines are} passed over.',
  'rows.empty':
    '[{count|row|rows} without a single value passed over.][line {row} below the table is empty and is passed over.]',
  'rows.footer': 'lines {row}[ to {lastLine}] stand below the table and are passed over (“{value}”).',
  'rows.preamble': 'lines above the header[ in line {headerLine}] are passed over (“{value}”).',
  'rows.repeatedHeader': '{count|row repeats the header and is|rows repeat the header and are} passed over.',
  'rows.total': 'line {row} holds a total and is passed over (“{value}”).',
  'text.nul': '{count|cell holds|cells hold} NUL characters, which are kept.',
  'types.pinned':
    'options.types makes column {column} {type}, but it is pinned as {pinned}. Edit or reset the pinned schema of the table to change it.',
  'types.unknown':
    'options.types names column {column}, which the file does not have.[ Did you mean {similar}?]',
  'value.blanks':
    'column {column}: blanks stand around {count|value|values} that would be numbers or dates; kept as text. Set options.trim: true to read them.',
  'value.long':
    'column {column} has texts of more than 80 characters (first in row {row}); some settings in Celonis cut them.',
  'value.tooLong': 'column {column}, row {row}: a text of {count|byte|bytes}; Celonis takes at most 65,000.',
  'value.word':
    'column {column}: {count|value is|values are} no number or date like the others: {words} (first in row {row}); kept as text. Correct what is wrong, and add what means no value to options.nullWords.',
  'xes.emptyCases': '{count|case|cases} without events make no row.',
  'xes.finerThanMillis': 'Times finer than milliseconds were cut ({count}[, first in line {line}]: {value}).',
  'xes.notFinite':
    'Values that are no finite number were read as empty ({count}[, first in line {line}]: {value}).',
  'xes.notOfType':
    'Values that are not of the type that they claim were kept as text ({count}[, first in line {line}]: {value}).',
  'xes.unknownElement':
    'Elements that XES does not know were not read ({count}[, first in line {line}]: {value}).',
  'xlsx.datesAndNumbers':
    'Column {column}: [{dates|cell|cells} formatted as dates and ]{count} as plain numbers. Set its type to DATE or DATETIME to read the numbers as dates.',
  'xlsx.errorCells':
    'Column {column}: {count|cell|cells} with an error ([first {cell}: ]{value}), read as empty.',
  'xlsx.formulaWithoutResult':
    'Column {column}: {count|cell|cells} with a formula whose result is not stored[ (first {cell})], read as empty. Open and save the file in Excel.',
  'xlsx.hiddenColumns': 'Hidden columns were read like the others.',
  'xlsx.hiddenRows': '{count|hidden row was|hidden rows were} read like the others.',
  'xlsx.longNumbers':
    'Column {column}: {count|cell|cells} with more digits than a number holds exactly ([first {cell}: ]{value}); they are kept as text.',
  'xlsx.mergedCells':
    '{count|merged block|merged blocks} in the rows[ (first at {cell})]: only the first cell of a block has its value.',
  'xlsx.noDate':
    'Column {column}: {count|cell|cells} formatted as a date on a number that is none ([first {cell}: ]{value}); zero is read as empty.',
  'xlsx.noHeader':
    'No header was found in the sheet; the columns are numbered. Set options.headerRow if there is one.',
  'xlsx.otherSheets':
    'Only one sheet was read[: {sheet}]; the workbook also has {value}. Set options.sheet for another one.',
  'xlsx.paddedNumbers':
    'Column {column}: {count|cell|cells} whose leading zeros come from the format alone[ (first {cell})]; the number {value} is what is stored.',
  'xlsx.unnamedColumn': "The sheet's column[ {letters}] has values and no header; it is called {column}.",
  'xml.documentType':
    'The document type names definitions that were not read: attributes that have a value by default there are missing.',
  'xml.mixedContent': '{column} has text beside its elements; the text is kept as a member of its own.',
  'xml.outsideRecords': 'Values outside of the records[ {path}] were not read: {value}.',
} as const;

export type WarningCode = keyof typeof warningsInEnglish;
