import type { ReadOptions } from '../../contract/configuration.ts';

export type SourceFormat = NonNullable<ReadOptions['format']>;
/** What a file's first bytes say. */
export type ContentKind = SourceFormat | 'zip' | 'gzip' | 'compound' | 'unknownBinary' | 'text';

const startsWith = (head: Uint8Array, ...bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => head[index] === byte);

/** Judges the beginning of a file, and its last four bytes. Content says more than a name. */
export const contentKind = (head: Uint8Array, tail: Uint8Array): ContentKind => {
  if (startsWith(head, 0x50, 0x41, 0x52, 0x31) || startsWith(head, 0x50, 0x41, 0x52, 0x45)) return 'parquet';
  if (startsWith(tail, 0x50, 0x41, 0x52, 0x31) && head[0] === 0x50) return 'parquet';
  if (startsWith(head, 0x4f, 0x62, 0x6a, 0x01)) return 'avro';
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0x50, 0x4b, 0x05, 0x06)) return 'zip';
  if (startsWith(head, 0x1f, 0x8b)) return 'gzip';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0)) return 'compound';
  if (isForeign(head) || isBinary(head)) return 'unknownBinary';
  const text = opening(head);
  if (/^<(?:!doctype\s+html|html)[\s>]/i.test(text)) return 'unknownBinary';
  if (text.startsWith('<'))
    return /<log[\s>]/i.test(text) && /xes/i.test(text)
      ? 'xes'
      : text.startsWith('<?xml') || /^<[\p{L}_!]/u.test(text)
        ? 'xml'
        : 'text';
  if (text.startsWith('[') || text.startsWith('{')) return looksLikeJson(text) ? 'json' : 'text';
  return 'text';
};

/** Files of other kinds that would otherwise be read as a strange text. */
const isForeign = (head: Uint8Array): boolean =>
  startsWith(head, 0x25, 0x50, 0x44, 0x46) || // PDF
  startsWith(head, 0x89, 0x50, 0x4e, 0x47) || // PNG
  startsWith(head, 0xff, 0xd8, 0xff) || // JPEG
  startsWith(head, 0x37, 0x7a, 0xbc, 0xaf) || // 7z
  startsWith(head, 0x28, 0xb5, 0x2f, 0xfd) || // zstd
  startsWith(head, 0x42, 0x5a, 0x68) || // bzip2
  startsWith(head, 0x52, 0x61, 0x72, 0x21) || // RAR
  startsWith(head, 0x4f, 0x52, 0x43) || // ORC
  startsWith(head, 0x7f, 0x45, 0x4c, 0x46) || // ELF
  startsWith(head, 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65); // SQLite

/** Control characters that no text has, or nothing but NUL; UTF-16 has a NUL in every other place at most. */
const isBinary = (head: Uint8Array): boolean => {
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff) || isWide(head)) return false;
  let controls = 0;
  let nuls = 0;
  for (const byte of head) {
    if (byte === 0) nuls += 1;
    else if ((byte > 1 && byte < 9) || (byte > 13 && byte < 26)) controls += 1;
  }
  return (controls > 2 && controls > head.length / 200) || nuls > head.length * 0.6;
};

/** UTF-16 in any alphabet: at every other place stands the number of one of few blocks, NUL for digits and delimiters. */
const isWide = (head: Uint8Array): boolean => {
  if (head.length < 16) return false;
  const blocks = [new Set<number>(), new Set<number>()] as const;
  for (const [index, byte] of head.entries()) blocks[index % 2 === 0 ? 0 : 1].add(byte);
  const [few, many] = blocks.toSorted((a, b) => a.size - b.size);
  return (
    few !== undefined && many !== undefined && few.has(0) && few.size <= 4 && many.size > 8 && !many.has(0)
  );
};

const opening = (head: Uint8Array): string => {
  const wide =
    startsWith(head, 0xff, 0xfe) || head[1] === 0
      ? 'utf-16le'
      : startsWith(head, 0xfe, 0xff) || head[0] === 0
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(wide)
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
};

/** `[1] text` and `{x}` begin texts too: JSON goes on with a string, a value or its end. */
const looksLikeJson = (text: string): boolean =>
  /^\{\s*(?:"|\}|\/[/*])/.test(text) || /^\[\s*(?:[[{"\]]|-?\d|true|false|null|\/[/*])/.test(text);

const endings: Readonly<Record<string, SourceFormat>> = {
  csv: 'delimited',
  tsv: 'delimited',
  tab: 'delimited',
  txt: 'delimited',
  psv: 'delimited',
  json: 'json',
  geojson: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  ldjson: 'ndjson',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  xml: 'xml',
  xes: 'xes',
  avro: 'avro',
  parquet: 'parquet',
  pq: 'parquet',
};

/** What a name's ending says, if it says anything. */
export const formatByName = (name: string): SourceFormat | undefined =>
  endings[/\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''];
