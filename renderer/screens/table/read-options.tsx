import { useEffect, useState } from 'react';
import type { Preview } from '../../../electron/contract/calls.ts';
import type { ReadOptions } from '../../../electron/contract/configuration.ts';
import { notationsIn } from '../../../electron/contract/words/reading.ts';
import type { WindowWords } from '../../../electron/contract/words/window.ts';
import { CheckField, SelectField, TextField, type Option } from '../../ui/field.tsx';
import { useWindow } from '../../window-context.ts';
import { listOf, withOptions } from './table-draft.ts';

interface OptionsProps {
  readonly options: ReadOptions;
  readonly preview: Preview | undefined;
  readonly onChange: (options: ReadOptions) => void;
}

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'iso-8859-15'];

/** A text that is handed on when it is whole: on leaving the field, or on Enter. */
const LateText = ({
  label,
  value,
  onChange,
  found,
}: {
  readonly label: string;
  readonly value: string;
  /** What is read as long as nothing is set. */
  readonly found?: string | undefined;
  readonly onChange: (value: string) => void;
}) => {
  const [text, setText] = useState(value);
  const { table } = useWindow().words;
  useEffect(() => setText(value), [value]);
  return (
    <div
      onBlur={() => (text === value ? undefined : onChange(text))}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        onChange(text);
      }}
    >
      <TextField
        label={label}
        value={text}
        placeholder={found === undefined ? table.automatic : table.detected(found)}
        onChange={setText}
      />
    </div>
  );
};

const whole = (text: string): number | undefined =>
  /^\d+$/.test(text.trim()) ? Number(text.trim()) : undefined;

/** The reading in a line. */
const summaryOf = (
  { format, dialect, evidence }: Preview,
  marks: Readonly<Record<string, string>>,
  table: WindowWords['table'],
): readonly string[] => {
  const { dates, numbers } = notationsIn(evidence);
  return [
    table.formats[format] ?? format,
    ...(dialect === null
      ? []
      : [marks[dialect.delimiter] ?? dialect.delimiter, `${table.headerRow} ${dialect.headerRow}`]),
    ...numbers.slice(0, 2),
    ...dates.slice(0, 3),
  ].filter((part) => part !== '');
};

/** How the sample is read: everything is detected, and everything can be set; the preview follows. */
export const ReadOptionFields = ({ options, preview, onChange }: OptionsProps) => {
  const { table } = useWindow().words;
  const set = (change: Parameters<typeof withOptions>[1]): void => onChange(withOptions(options, change));
  const format = options.format ?? preview?.format;
  const delimited = format === undefined || format === 'delimited' || format === 'csv';
  const detected = (what: string | undefined | null): string =>
    what ? table.detected(what) : table.automatic;
  const names: Readonly<Record<string, string>> = {
    '\t': table.tab,
    ',': table.comma,
    ';': table.semicolon,
    '|': table.pipe,
  };
  const choice = (auto: string, values: readonly Option<string>[]): readonly Option<string>[] => [
    { value: '', label: auto },
    ...values,
  ];
  const { dialect } = preview ?? {};
  const notations = notationsIn(preview?.evidence ?? []);
  const summary = preview === undefined ? [] : summaryOf(preview, names, table);
  const read = (reading: ReadOptions['quote'] | undefined): string | undefined =>
    reading === '' ? table.noQuote : reading;
  return (
    <details className="preview-details">
      <summary>
        <span className="summary-name">{table.options}</span>{' '}
        <span className="faint">{summary.join(' · ')}</span>
      </summary>
      <p className="field-note">{table.optionsHelp}</p>
      <div className="preview-options">
        <SelectField
          label={table.formatIs}
          value={options.format ?? ''}
          options={choice(
            detected(preview === undefined ? undefined : (table.formats[preview.format] ?? preview.format)),
            ['delimited', 'json', 'ndjson', 'xlsx', 'xml', 'xes', 'avro', 'parquet'].map((one) => ({
              value: one,
              label: table.formats[one] ?? one,
            })),
          )}
          onChange={(one) =>
            set({ format: one === '' ? undefined : (one as NonNullable<ReadOptions['format']>) })
          }
        />
        <SelectField
          label={table.encoding}
          value={options.encoding ?? ''}
          options={choice(
            detected(preview?.encoding),
            encodings.map((one) => ({ value: one, label: one })),
          )}
          onChange={(encoding) => set({ encoding: encoding || undefined })}
        />
        {delimited ? (
          <>
            <SelectField
              label={table.delimiter}
              value={options.delimiter ?? ''}
              options={choice(
                detected(dialect ? (names[dialect.delimiter] ?? dialect.delimiter) : undefined),
                Object.entries(names).map(([value, label]) => ({ value, label })),
              )}
              onChange={(delimiter) => set({ delimiter: delimiter || undefined })}
            />
            <SelectField
              label={table.quote}
              value={options.quote === undefined ? '' : options.quote === '' ? 'none' : options.quote}
              options={choice(detected(read(dialect?.quote)), [
                { value: '"', label: '"' },
                { value: "'", label: "'" },
                { value: 'none', label: table.noQuote },
              ])}
              onChange={(quote) => set({ quote: quote === '' ? undefined : quote === 'none' ? '' : quote })}
            />
            <SelectField
              label={table.escape}
              value={options.escape ?? ''}
              options={choice(detected(dialect ? table.escapes[dialect.escape] : undefined), [
                { value: 'doubled', label: table.escapes.doubled },
                { value: 'backslash', label: table.escapes.backslash },
                { value: 'none', label: table.escapes.none },
              ])}
              onChange={(escape) =>
                set({ escape: escape === '' ? undefined : (escape as NonNullable<ReadOptions['escape']>) })
              }
            />
          </>
        ) : null}
        {delimited || format === 'xlsx' ? (
          <>
            <LateText
              label={table.headerRow}
              found={dialect ? String(dialect.headerRow) : undefined}
              value={options.headerRow === undefined ? '' : String(options.headerRow)}
              onChange={(text) => set({ headerRow: whole(text) })}
            />
            <LateText
              label={table.skipAbove}
              value={options.skipRowsAbove === undefined ? '' : String(options.skipRowsAbove)}
              onChange={(text) => set({ skipRowsAbove: whole(text) })}
            />
            <LateText
              label={table.skipBelow}
              value={options.skipRowsBelow === undefined ? '' : String(options.skipRowsBelow)}
              onChange={(text) => set({ skipRowsBelow: whole(text) })}
            />
            <SelectField
              label={table.decimal}
              value={options.decimalSeparator ?? ''}
              options={choice(detected(notations.numbers.join(', ')), [
                { value: '.', label: '1.5' },
                { value: ',', label: '1,5' },
              ])}
              onChange={(mark) => set({ decimalSeparator: mark === '.' || mark === ',' ? mark : undefined })}
            />
            <SelectField
              label={table.thousands}
              value={options.thousandsSeparator ?? ''}
              options={choice(table.automatic, [
                { value: 'none', label: table.noThousands },
                { value: '.', label: '1.000' },
                { value: ',', label: '1,000' },
                { value: ' ', label: '1 000' },
                { value: "'", label: "1'000" },
                { value: 'lakh', label: '1,00,000' },
              ])}
              onChange={(mark) =>
                set({
                  thousandsSeparator:
                    mark === '' ? undefined : (mark as NonNullable<ReadOptions['thousandsSeparator']>),
                })
              }
            />
          </>
        ) : null}
        <LateText
          label={table.dateFormats}
          found={notations.dates.length === 0 ? undefined : notations.dates.join(', ')}
          value={options.dateFormats?.join(', ') ?? ''}
          onChange={(text) => set({ dateFormats: listOf(text) })}
        />
        <LateText
          label={table.nullWords}
          value={options.nullWords?.join(', ') ?? ''}
          onChange={(text) => set({ nullWords: listOf(text) })}
        />
        {format === 'xlsx' ? (
          <LateText
            label={table.sheet}
            value={options.sheet === undefined ? '' : String(options.sheet)}
            onChange={(text) => set({ sheet: whole(text) ?? (text.trim() || undefined) })}
          />
        ) : null}
        {format === 'json' || format === 'xml' ? (
          <LateText
            label={table.recordPath}
            value={options.recordPath ?? ''}
            onChange={(text) => set({ recordPath: text.trim() || undefined })}
          />
        ) : null}
        <CheckField
          label={table.allText}
          checked={options.allText ?? false}
          onChange={(allText) => set({ allText: allText || undefined })}
        />
        <CheckField
          label={table.trim}
          checked={options.trim ?? false}
          onChange={(trim) => set({ trim: trim || undefined })}
        />
        {format === 'json' || format === 'ndjson' ? (
          <CheckField
            label={table.arrays}
            checked={options.arrays === 'json'}
            onChange={(keep) => set({ arrays: keep ? 'json' : undefined })}
          />
        ) : null}
      </div>
    </details>
  );
};
