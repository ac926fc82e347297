import type { FaultCode, Facts } from '../fault.ts';
import { inPlainWords } from './system-reasons.ts';

/** One fault in words: what happened, and what to do about it. Place and file are added by `sentence`. */
export interface FaultWords {
  readonly what: (facts: Facts) => string;
  readonly next: (facts: Facts) => string;
}
const column = (f: Facts) => (f.column === undefined ? 'a column' : `column ${f.column}`);
const columnAtStart = (f: Facts) => (f.column === undefined ? 'A column' : `Column ${f.column}`);
const value = (f: Facts) => (f.value === undefined ? 'a value' : `value “${f.value}”`);
const valueAtStart = (f: Facts) => (f.value === undefined ? 'A value' : `The value “${f.value}”`);
const reason = (f: Facts) => (f.reason === undefined ? undefined : inPlainWords(f.reason, 'en'));
const because = (f: Facts) => (f.reason === undefined ? '' : `: ${reason(f)}`);
const named = (fact: string | undefined) => (fact === undefined ? '' : ` ${fact}`);
const connection = (f: Facts) => f.connection ?? 'NAME';

export const faultsInEnglish: Readonly<Record<FaultCode, FaultWords>> = {
  'source.gone': { what: () => 'The file is no longer there', next: () => 'Drop it again.' },
  'source.unreadable': {
    what: (f) => `The file cannot be read${because(f)}`,
    next: () => 'Check its permissions and whether another program has it open, then retry.',
  },
  'source.changing': {
    what: () => 'The file changed while it was read',
    next: () => 'Nothing to do: it is read again when it holds still.',
  },
  'format.unknown': {
    what: (f) => `The file is of no format that Sluice knows${because(f)}`,
    next: () => 'Export it as CSV, JSON, XLSX, XML, XES, Avro or Parquet; or set options.format.',
  },
  'format.unsupported': {
    what: (f) => `This kind of file is not supported${because(f)}`,
    next: (f) => f.suggestion ?? 'Export it in another format.',
  },
  'format.damaged': {
    what: (f) => `The file is damaged${because(f)}`,
    next: () => 'Export or copy it again, then drop it again.',
  },
  'format.encrypted': {
    what: () => 'The file is protected by a password or encrypted',
    next: () => 'Save it without protection, then drop it again.',
  },
  'encoding.invalid': {
    what: (f) =>
      `The text does not fit its encoding${f.expected === undefined ? '' : ` ${f.expected}`}${because(f)}`,
    next: () => 'Set options.encoding to the right one, or export the file as UTF-8.',
  },
  'delimited.unclosedQuote': {
    what: (f) =>
      f.reason === undefined
        ? `A quote that opens in line ${f.line ?? '?'} is never closed`
        : `The quotes in line ${f.line ?? '?'} do not fit${because(f)}`,
    next: () =>
      'Close the quote in that line, or set options.quote to "" if quotes are ordinary characters here.',
  },
  'delimited.raggedRow': {
    what: (f) =>
      `${f.count === undefined || f.count === 1 ? 'A row has' : `${f.count} rows have`} another number of fields than the header (${f.found ?? '?'} in place of ${f.expected ?? '?'})`,
    next: () => 'Correct the rows, or set badRows: skip to set them aside.',
  },
  'delimited.severalTables': {
    what: (f) => `The file holds several tables${because(f)}`,
    next: () => 'Set options.tableNumber to choose one, or export them one by one.',
  },
  'delimited.undecided': {
    what: (f) => `The layout of the file cannot be told for certain${because(f)}`,
    next: () => 'Set options.delimiter (and headerRow) for this table.',
  },
  'json.invalid': {
    what: (f) => `The JSON is not valid${because(f)}`,
    next: () => 'Correct or export the file again.',
  },
  'json.duplicateKey': {
    what: (f) => `An object has ${f.column === undefined ? 'a key' : `the key ${f.column}`} twice`,
    next: () => 'Remove one of the two: which of them counts cannot be known.',
  },
  'json.noRecords': {
    what: (f) => `No records were found in the file${because(f)}`,
    next: () => 'Set options.recordPath to the list that holds the records.',
  },
  'json.mixedShape': {
    what: (f) => `${columnAtStart(f)} has different shapes in different records${because(f)}`,
    next: () => 'Make the shapes the same, or use structure: flat with options.arrays: json.',
  },
  'xml.forbidden': {
    what: (f) => `The XML holds something that is not allowed${because(f)}`,
    next: () => 'Export it without document type and entity declarations.',
  },
  'xml.noRecords': {
    what: (f) => `No repeated element was found in the file${because(f)}`,
    next: () => 'Set options.recordPath to the path of the record element.',
  },
  'archive.unsafe': {
    what: (f) => `The archive is not safe to open${because(f)}`,
    next: () => 'Pack it again with plain file names only.',
  },
  'sheet.unknown': {
    what: (f) =>
      `The workbook has no ${f.found === undefined ? 'such sheet' : `sheet ${f.found}`}${because(f)}`,
    next: (f) =>
      f.suggestion === undefined ? 'Set options.sheet.' : `Set options.sheet to one of ${f.suggestion}.`,
  },
  'option.invalid': {
    what: (f) => `The option${named(f.key)} cannot be used${because(f)}`,
    next: (f) => f.suggestion ?? 'Correct the option.',
  },
  'columns.none': { what: () => 'The file has no columns', next: () => 'Check that it is the right file.' },
  'column.nameIllegal': {
    what: (f) => `The name of ${column(f)} is not one that Celonis takes${because(f)}`,
    next: () => 'Rename the column in the export, or give options.columnNames.',
  },
  'column.nameCollision': {
    what: (f) =>
      `Two columns have the same name${named(f.column)}: Celonis does not look at upper and lower case${because(f)}`,
    next: () => 'Rename one of them, or give options.columnNames.',
  },
  'column.nameReserved': {
    what: (f) => `The name of ${column(f)} is reserved by Celonis`,
    next: () => 'Rename the column, or give options.columnNames.',
  },
  'key.columnMissing': {
    what: (f) => `The primary key${f.column === undefined ? '' : ` column ${f.column}`} is not in the file`,
    next: (f) =>
      f.suggestion === undefined
        ? 'Add the column to the export, or correct primaryKey of the table.'
        : `Did you mean ${f.suggestion}? Correct the export or primaryKey of the table.`,
  },
  'key.null': {
    what: (f) =>
      `The primary key${f.column === undefined ? '' : ` column ${f.column}`} is empty${f.count !== undefined && f.count > 1 ? ` in ${f.count} rows` : ''}`,
    next: () => 'Fill the key in every row, then retry.',
  },
  'key.duplicate': {
    what: (f) => `The primary key${named(f.column)}: ${value(f)} stands in more than one row`,
    next: () => 'Remove the repeated rows, give the table an age column, or set duplicateKeys: lastWins.',
  },
  'age.columnMissing': {
    what: (f) => `The age column${named(f.column)} is not in the file`,
    next: (f) =>
      f.suggestion === undefined
        ? 'Add the column to the export, or correct ageColumn of the table.'
        : `Did you mean ${f.suggestion}? Correct the export or ageColumn of the table.`,
  },
  'age.mixedType': {
    what: (f) => `The age column${named(f.column)} cannot be ordered${because(f)}`,
    next: () => 'Give the column one kind of value, or choose another age column.',
  },
  'value.tooLong': {
    what: (f) =>
      `${columnAtStart(f)} holds a text of ${f.bytes ?? '?'} bytes: Celonis takes at most ${f.limit ?? 65000}`,
    next: () => 'Shorten the text or leave the column out of the export.',
  },
  'value.doesNotFit': {
    what: (f) =>
      f.value === undefined
        ? `${columnAtStart(f)} cannot be read as ${f.expected ?? 'what it is pinned to'}${because(f)}`
        : `${valueAtStart(f)} in ${column(f)} is not ${f.expected ?? 'of the pinned type'}`,
    next: (f) => f.suggestion ?? 'Correct the value, or edit the pinned schema of the table.',
  },
  'schema.drift': {
    what: (f) => `The file does not fit the pinned schema of the table${because(f)}`,
    next: () => 'Correct the export, edit the pinned schema, or reset it so that it is learned anew.',
  },
  'nested.inFlat': {
    what: (f) => `${columnAtStart(f)} holds a list, and the table is flat`,
    next: () => 'Set structure: nested for the table, or options.arrays: json to keep lists as text.',
  },
  'object.tooLarge': {
    what: (f) => `The converted file has ${f.bytes ?? '?'} bytes: more than the ${f.limit ?? '?'} allowed`,
    next: () => 'Split the export, or raise maxObjectBytes of the connection.',
  },
  'verification.disagrees': {
    what: (f) => `The second reader does not agree with what was written${because(f)}`,
    next: () => 'Nothing was sent. Retry; if it happens again, please report it with the file.',
  },
  'converter.crashed': {
    what: (f) => `The converter ended unexpectedly${because(f)}`,
    next: () => 'Nothing to do: the file is tried again.',
  },
  'converter.crashedTwice': {
    what: (f) => `The converter ended unexpectedly twice on this file${because(f)}`,
    next: () =>
      'The file stays. Close other programs if memory was short, then retry; if it happens again, please report it.',
  },
  'converter.timeLimit': {
    what: (f) => `Converting took longer than ${f.seconds ?? '?'} seconds`,
    next: () => 'Split the file, or raise conversionTimeLimit.',
  },
  'converter.cancelled': {
    what: () => 'Converting was interrupted',
    next: () => 'Nothing to do: it starts again.',
  },
  'converter.cannotStart': {
    what: (f) => `The converter cannot start${because(f)}`,
    next: () => 'Install Sluice again; see docs/faults.md.',
  },
  'network.unreachable': {
    what: (f) => `Celonis cannot be reached${because(f)}`,
    next: () => 'Nothing to do if the network is down: Sluice tries again. Else check endpoint and proxy.',
  },
  'network.timeout': {
    what: () => 'Celonis did not answer in time',
    next: () => 'Nothing to do: Sluice tries again.',
  },
  'network.proxyRefused': {
    what: (f) => `The proxy refuses the connection${because(f)}`,
    next: () => 'Check proxy and its user name and password. NTLM is not supported.',
  },
  'network.certificate': {
    what: (f) => `The certificate of the endpoint is not trusted${because(f)}`,
    next: () => "Set caFile to your company's certificate authority (PEM).",
  },
  'service.busy': {
    what: () => 'Celonis asks to send more slowly',
    next: () => 'Nothing to do: Sluice waits and tries again.',
  },
  'service.error': {
    what: (f) => `Celonis has an error of its own${f.status === undefined ? '' : ` (${f.status})`}`,
    next: () => 'Nothing to do: Sluice tries again.',
  },
  'credentials.refused': {
    what: (f) =>
      `Celonis does not know the access key${f.serviceCode === undefined ? '' : ` (${f.serviceCode})`}`,
    next: (f) => f.suggestion ?? `Set access key and secret again: sluice credentials set ${connection(f)}`,
  },
  'credentials.signature': {
    what: (f) => `The access secret is wrong${f.serviceCode === undefined ? '' : ` (${f.serviceCode})`}`,
    next: (f) => f.suggestion ?? `Set the secret again: sluice credentials set ${connection(f)}`,
  },
  'credentials.missing': {
    what: (f) => `There are no credentials for connection ${connection(f)}${because(f)}`,
    next: (f) => f.suggestion ?? `Set them: sluice credentials set ${connection(f)}`,
  },
  'credentials.locked': {
    what: (f) => `The keychain is locked${because(f)}`,
    next: () => 'Unlock it (log in, or open the keyring); Sluice then goes on.',
  },
  'credentials.noKeychain': {
    what: (f) => `This machine has no keychain that Sluice can use${because(f)}`,
    next: () =>
      'Use one of the two other ways: credentials: {profile: NAME} (AWS shared-config profile) or credentials: {env: [ACCESS_KEY_VARIABLE, SECRET_VARIABLE]} (environment variables).',
  },
  'credentials.profileUnreadable': {
    what: (f) => `The AWS profile cannot be read${because(f)}`,
    next: (f) => f.suggestion ?? 'Create it with aws configure --profile NAME.',
  },
  'access.denied': {
    what: (f) =>
      `Celonis denies access to this connection${f.serviceCode === undefined ? '' : ` (${f.serviceCode})`}`,
    next: (f) => `Check connectionId and access key of connection ${connection(f)}.`,
  },
  'clock.skewed': {
    what: (f) =>
      `The clock of this machine is wrong${f.seconds === undefined ? '' : `: ${Math.abs(f.seconds)} seconds ${f.seconds < 0 ? 'behind' : 'ahead'}`}`,
    next: () => 'Set the clock (turn on network time), then resume.',
  },
  'connection.unknown': {
    what: (f) =>
      `The endpoint does not know this connection${f.serviceCode === undefined ? '' : ` (${f.serviceCode})`}`,
    next: (f) => `Check endpoint and connectionId of connection ${connection(f)}.`,
  },
  'region.wrong': {
    what: (f) =>
      `The region is wrong${f.expected === undefined ? '' : `: the service expects ${f.expected}`}`,
    next: (f) =>
      `Set region of connection ${connection(f)}${f.expected === undefined ? '' : ` to ${f.expected}`}.`,
  },
  'table.unknown': {
    what: (f) => `Celonis does not know the target table${named(f.table)}`,
    next: () => 'Create the target table in the Data Connection, or correct its name, then retry.',
  },
  'upload.refused': {
    what: (f) =>
      `Celonis refuses the file${f.serviceCode === undefined ? '' : ` (${f.serviceCode})`}${because(f)}`,
    next: () => 'Look at the reason, then retry.',
  },
  'upload.bodyChanged': {
    what: () => 'The file arrived changed on its way',
    next: () => 'Nothing to do: it is sent again.',
  },
  'disk.full': {
    what: (f) => `The disk is full${f.path === undefined ? '' : ` (${f.path})`}`,
    next: () => 'Free some space; Sluice then goes on.',
  },
  'folder.missing': {
    what: (f) => `The folder${named(f.path)} is not there`,
    next: () => 'Connect the drive or create the folder; Sluice notices.',
  },
  'folder.unreadable': {
    what: (f) => `The folder${named(f.path)} cannot be read${because(f)}`,
    next: () => 'Check its permissions; Sluice notices.',
  },
  'folder.notWritable': {
    what: (f) => `Sluice cannot move files in ${f.path ?? 'the folder'}${because(f)}`,
    next: () => 'Allow Sluice to write there, or set afterDelivery: keep.',
  },
  'spool.lost': {
    what: () => 'The converted file is gone from the spool',
    next: () => 'Nothing to do: the source is converted again.',
  },
  'configuration.unreadable': {
    what: (f) => `The configuration${named(f.path)} cannot be read${because(f)}`,
    next: () => 'Check path and syntax.',
  },
  'configuration.invalid': {
    what: (f) =>
      `${f.path ?? 'The configuration'}${f.line === undefined ? '' : `, line ${f.line}`}: ${f.key ?? 'a value'} is not valid${because(f)}`,
    next: (f) => f.suggestion ?? 'Correct the value.',
  },
  'configuration.unknownKey': {
    what: (f) =>
      `${f.path ?? 'The configuration'}${f.line === undefined ? '' : `, line ${f.line}`}: unknown key${named(f.key)}`,
    next: (f) => (f.suggestion === undefined ? 'Remove it.' : `Did you mean ${f.suggestion}?`),
  },
  'usage.wrong': {
    what: (f) => reason(f) ?? 'Wrong usage',
    next: (f) => f.suggestion ?? 'See sluice --help.',
  },
  'run.notIdle': {
    what: (f) => `Not everything was done within ${f.seconds ?? '?'} seconds${because(f)}`,
    next: () => 'What was under way goes on at the next start.',
  },
  'dataDirectory.inUse': {
    what: (f) => `The data directory${named(f.path)} is in use by ${f.process ?? 'another process'}`,
    next: () => 'Stop that process, or give another directory with --data.',
  },
  'dataDirectory.unusable': {
    what: (f) => `The data directory${named(f.path)} cannot be used${because(f)}`,
    next: () => 'Give another directory with --data.',
  },
  'journal.damaged': {
    what: (f) => `The journal${named(f.path)} is damaged${because(f)}`,
    next: () => 'See docs/operations.md, "The journal is damaged".',
  },
  'journal.newer': {
    what: (f) => `The journal was written by a newer Sluice${because(f)}`,
    next: () => 'Install the newer version.',
  },
  'module.cannotLoad': {
    what: (f) => `A part of Sluice cannot be loaded${because(f)}`,
    next: (f) => f.suggestion ?? 'Install Sluice again.',
  },
  'call.refused': {
    what: (f) => `The window asked for something that it may not have${because(f)}`,
    next: () => 'Nothing was done. If it happens again, please report it.',
  },
  internal: {
    what: (f) => `A fault of Sluice's own${because(f)}`,
    next: () => 'Please report it with the diagnostics bundle (sluice doctor --bundle).',
  },
};
