import type { HistoryRow } from '../../contract/views.ts';

const columns: readonly (readonly [string, (row: HistoryRow) => string | number | null])[] = [
  ['id', (row) => row.id],
  ['connection', (row) => row.connection],
  ['table', (row) => row.table],
  ['file', (row) => row.source],
  ['state', (row) => row.state],
  ['arrived_at', (row) => row.arrivedAt],
  ['converted_at', (row) => row.convertedAt],
  ['upload_started_at', (row) => row.uploadStartedAt],
  ['delivered_at', (row) => row.deliveredAt],
  ['ended_at', (row) => row.endedAt],
  ['format', (row) => row.format],
  ['rows', (row) => row.rows],
  ['rejected_rows', (row) => row.rejectedRows],
  ['bytes_in', (row) => row.bytesIn],
  ['bytes_out', (row) => row.bytesOut],
  ['sha256', (row) => row.sha256],
  ['key', (row) => row.key],
  ['etag', (row) => row.etag],
  ['attempts', (row) => row.attempts.length],
  ['warnings', (row) => row.warnings.map((warning) => warning.message).join(' ')],
  ['error_code', (row) => row.error?.code ?? null],
  ['error', (row) => row.error?.message ?? null],
];

/** A text that a spreadsheet would take for a formula gets an apostrophe: file names come from anybody. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** With a byte order mark: a spreadsheet takes the text for that of its own country otherwise. */
export const historyCsvHeader = `\ufeff${columns.map(([name]) => name).join(',')}\r\n`;

/** One delivery as a line of CSV (RFC 4180), its end included. */
export const historyCsvLine = (row: HistoryRow): string =>
  `${columns.map(([, read]) => cell(read(row))).join(',')}\r\n`;
