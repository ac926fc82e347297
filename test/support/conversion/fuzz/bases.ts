import { gzipSync } from 'node:zlib';
import { table as expectedTable } from '../../../fixtures/conversion/case.ts';
import { encoded, type EncodingName } from '../../../fixtures/conversion/encode.ts';
import type { Random } from '../../../fixtures/conversion/random.ts';
import { writeDelimited } from '../../../fixtures/conversion/write-delimited.ts';
import { avroFile } from '../../../fixtures/readers/avro-file.ts';
import { workbookFile } from '../../../fixtures/readers/workbook-file.ts';
import { zipFile } from '../../../fixtures/readers/zip-file.ts';
import type { Converted } from '../converting.ts';
import { delimitedComplaint } from '../hold-against.ts';
import { jsonComplaint } from '../hold-json.ts';
import { tableComplaint } from '../judge-case.ts';
import { avroComplaint } from './hold-avro.ts';
import { salvagedComplaint } from './hold-salvaged.ts';
import { inventedComplaint } from './hold-xml.ts';
import { randomTable, tricky } from './random-table.ts';

/** A whole file that is going to be damaged. */
export interface Base {
  readonly kind: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly isText: boolean;
  /** What is wrong with a conversion of the damaged bytes; undefined where it states what they do. */
  readonly complaint: (
    damaged: Buffer,
    answer: Converted,
  ) => string | undefined | Promise<string | undefined>;
  /** The same where damaged rows may be set aside; absent where there are no rows to set aside. */
  readonly salvaged?: (damaged: Buffer, answer: Converted) => string | undefined;
}

const labels: Readonly<Partial<Record<EncodingName, string>>> = {
  'utf-8': 'utf-8',
  'utf-8 with BOM': 'utf-8',
  'utf-16le with BOM': 'utf-16le',
  'utf-16be with BOM': 'utf-16be',
  'windows-1252': 'windows-1252',
};

const usualDelimiters: readonly string[] = [',', ';', '\t', '|'];

const delimited = (random: Random, delimiters = usualDelimiters): Base => {
  const delimiter = random.pick(delimiters);
  const dialect = {
    delimiter,
    quote: '"',
    escape: 'doubled',
    lineEnd: random.pick(['\n', '\r\n', '\r'] as const),
  } as const;
  const { header, rows } = randomTable(random, (chance) => tricky(chance, delimiter, '"'));
  const encoding = random.pick<EncodingName>([
    'utf-8',
    'utf-8',
    'utf-8',
    'utf-8 with BOM',
    'windows-1252',
    'windows-1252',
    'utf-16le with BOM',
    'utf-16be with BOM',
  ]);
  const text = writeDelimited([header, ...rows], dialect, random.chance(0.2) ? 'all' : 'needed');
  const known = { dialect, encoding: labels[encoding] ?? 'utf-8', header };
  return {
    kind: 'delimited',
    name: 'export.csv',
    bytes: encoded(text, encoding),
    isText: true,
    complaint: (damaged, { table, result }) => delimitedComplaint(damaged, known, table, result),
    salvaged: (damaged, { table, result }) => salvagedComplaint(damaged, known, table, result),
  };
};

const json = (random: Random): Base => {
  const { header, rows } = randomTable(random);
  const records = rows.map((row) =>
    Object.fromEntries(
      header.flatMap((name, index): [string, unknown][] => {
        const text = row[index] ?? '';
        const value = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/.test(text)
          ? Number(text)
          : text === ''
            ? null
            : text;
        if (random.chance(0.1)) return [];
        return [[name, index === 1 && random.chance(0.5) ? { inner: value } : value]];
      }),
    ),
  );
  const layout = random.below(3);
  const text =
    layout === 0
      ? records.map((record) => `${JSON.stringify(record)}\n`).join('')
      : JSON.stringify(records, null, layout === 1 ? undefined : 2);
  return {
    kind: 'JSON',
    name: layout === 0 ? 'export.ndjson' : 'export.json',
    bytes: Buffer.from(text),
    isText: true,
    complaint: (damaged, { table }) => jsonComplaint(damaged, table),
  };
};

const markup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const xml = (random: Random): Base => {
  const { header, rows } = randomTable(random);
  const record = (row: readonly string[]) =>
    header.map((name, index) => `<${name}>${markup(row[index] ?? '')}</${name}>`).join('');
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Rows>\n${rows.map((row) => `  <Row>${record(row)}</Row>\n`).join('')}</Rows>\n`;
  return {
    kind: 'XML',
    name: 'export.xml',
    bytes: Buffer.from(text),
    isText: true,
    complaint: (damaged, { table }) => inventedComplaint(damaged, table),
  };
};

const xes = (random: Random): Base => {
  const { header, rows } = randomTable(random);
  const event = (row: readonly string[]) =>
    `<event>${header.map((name, index) => `<string key="${name}" value="${markup(row[index] ?? '')}"/>`).join('')}</event>\n`;
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n<trace><string key="concept:name" value="0001"/>\n${rows.map(event).join('')}</trace>\n</log>\n`;
  return {
    kind: 'XES',
    name: 'export.xes',
    bytes: Buffer.from(text),
    isText: true,
    complaint: (damaged, { table }) => inventedComplaint(damaged, table),
  };
};

const avro = (random: Random): Base => {
  const schema = {
    type: 'record',
    name: 'R',
    fields: [
      { name: 'id', type: 'int' },
      { name: 'code', type: ['null', 'string'] },
      { name: 'share', type: 'double' },
    ],
  };
  const records = Array.from({ length: 2 + random.below(20) }, (_, id) => ({
    id,
    code: random.chance(0.2) ? null : `00${random.below(1000)}`,
    share: random.below(1000) / 8,
  }));
  const codec = random.pick(['null', 'deflate', 'snappy'] as const);
  const bytes = avroFile({ schema, records, codec, blockRecords: 1 + random.below(8) });
  return {
    kind: 'Avro',
    name: 'export.avro',
    bytes,
    isText: false,
    complaint: (damaged, { table }) => avroComplaint(damaged, table),
  };
};

const workbook = (random: Random): Base => {
  const rows = Array.from(
    { length: 2 + random.below(20) },
    (_, index) => [`00${index}`, random.below(1000), random.below(1000) / 8 + 0.125] as const,
  );
  const bytes = workbookFile({ sheets: [{ name: 'Data', rows: [['code', 'count', 'share'], ...rows] }] });
  const expected = expectedTable(
    ['code:STRING', 'count:INTEGER', 'share:FLOAT'],
    rows.map(([code, count, share]) => [code, BigInt(count), share]),
  );
  return {
    kind: 'XLSX',
    name: 'export.xlsx',
    bytes,
    isText: false,
    complaint: (_, { table }) => tableComplaint(table, expected),
  };
};

const packed = (random: Random): Base => {
  const inner = delimited(random);
  const isGzip = random.chance(0.5);
  const bytes = isGzip
    ? gzipSync(inner.bytes)
    : zipFile([{ name: inner.name, content: inner.bytes, stored: random.chance(0.3) }]);
  return {
    kind: isGzip ? 'gz' : 'zip',
    name: isGzip ? 'export.csv.gz' : 'export.zip',
    bytes,
    isText: false,
    // a checksum stands over the content: it is the same, or it is refused
    complaint: (_, answer) => inner.complaint(inner.bytes, answer),
  };
};

const kinds: readonly ((random: Random) => Base)[] = [
  ...Array.from({ length: 12 }, () => (random: Random) => delimited(random)),
  ...Array.from({ length: 4 }, () => json),
  xml,
  xes,
  avro,
  workbook,
  packed,
];

export const randomBase = (random: Random, only?: string, delimiters?: readonly string[]): Base => {
  if (delimiters !== undefined) return delimited(random, delimiters);
  for (;;) {
    const base = random.pick(kinds)(random);
    if (only === undefined || base.kind === only) return base;
  }
};
