import { createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { ZipFile } from 'yazl';
import { avroBlock, avroHeader, long, text } from '../fixtures/readers/avro-file.ts';

/** How a large file of one format is made: what stands at both ends, and the rows between them. */
interface LargeFormat {
  readonly name: string;
  readonly file: string;
  /** Writes about so many bytes (before packing) and returns the number of rows. */
  readonly write: (path: string, bytes: number) => Promise<number>;
}

const two = (value: number) => String(value).padStart(2, '0');
const id = (row: number) => String(row).padStart(10, '0');
const day = (row: number) => `2025-${two((row % 12) + 1)}-${two((row % 28) + 1)}`;
const moment = (row: number) => `${day(row)}T${two(row % 24)}:${two(row % 60)}:${two((row * 7) % 60)}`;
const amount = (row: number) => `${row % 99_991}.${two(row % 100)}`;
const words = (row: number) => `position ${row} of the order, für ${row % 5003}`;

const BLOCK_ROWS = 2_000;
type RowText = (row: number) => string;

interface Layout {
  readonly head: string;
  readonly row: RowText;
  readonly between?: string;
  readonly tail?: string;
}

/** Blocks of rows until so many characters are reached. */
function* blocks({ head, row, between = '', tail = '' }: Layout, bytes: number, counted: { rows: number }) {
  yield head;
  let made = head.length;
  while (made < bytes) {
    let block = counted.rows === 0 ? '' : between;
    for (let index = 0; index < BLOCK_ROWS; index += 1) {
      counted.rows += 1;
      block += index === 0 ? row(counted.rows) : between + row(counted.rows);
    }
    made += block.length;
    yield block;
  }
  yield tail;
}

const put = async (stream: Writable, pieces: Iterable<string | Uint8Array>): Promise<void> => {
  for (const piece of pieces) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
};

const asText =
  (layout: Layout) =>
  async (path: string, bytes: number): Promise<number> => {
    const counted = { rows: 0 };
    const stream = createWriteStream(path);
    await put(stream, blocks(layout, bytes, counted));
    await once(stream, 'close');
    return counted.rows;
  };

const csv: Layout = {
  head: 'order_id;customer;material;quantity;price;currency;created_on;changed_at;status;text\n',
  row: (row) =>
    `${id(row)};C${row % 5003};MAT-${row % 9973};${row % 500};${amount(row)};EUR;${day(row)};${moment(row).replace('T', ' ')};${row % 3 === 0 ? 'open' : 'closed'};${words(row)}\n`,
};

const json: RowText = (row) =>
  `{"id":"${id(row)}","customer":{"name":"C${row % 5003}","open":${row % 3 === 0}},"quantity":${row % 500},"price":${amount(row)},"changed":"${moment(row)}Z","text":"${words(row)}"}`;

const xml: Layout = {
  head: '<?xml version="1.0" encoding="UTF-8"?>\n<Orders>\n',
  row: (row) =>
    `<Order id="${id(row)}"><Customer country="DE">C${row % 5003}</Customer><Quantity>${row % 500}</Quantity><Price>${amount(row)}</Price><Changed>${moment(row)}</Changed><Text>${words(row)}</Text></Order>\n`,
  tail: '</Orders>\n',
};

const EVENTS = 10;
const xes: Layout = {
  head: '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n',
  row: (row) =>
    `${row % EVENTS === 1 ? `<trace>\n<string key="concept:name" value="case ${row}"/>\n<float key="amount" value="${amount(row)}"/>\n` : ''}<event>\n<string key="concept:name" value="activity ${row % 17}"/>\n<string key="org:resource" value="R${row % 311}"/>\n<date key="time:timestamp" value="${moment(row)}.000+01:00"/>\n<int key="items" value="${row % 500}"/>\n</event>\n${row % EVENTS === 0 ? '</trace>\n' : ''}`,
  tail: '</log>\n',
};

const schema = JSON.stringify({
  type: 'record',
  name: 'Order',
  fields: [
    { name: 'id', type: 'string' },
    { name: 'quantity', type: 'long' },
    { name: 'price', type: ['null', 'double'] },
    { name: 'changed', type: { type: 'long', logicalType: 'timestamp-millis' } },
    { name: 'text', type: 'string' },
  ],
});

const avro = async (path: string, bytes: number): Promise<number> => {
  let rows = 0;
  const made = function* () {
    yield avroHeader(schema, 'null');
    for (let size = 0; size < bytes;) {
      const records: Buffer[] = [];
      for (let index = 0; index < BLOCK_ROWS; index += 1) {
        rows += 1;
        const price = Buffer.alloc(9);
        price[0] = 2;
        price.writeDoubleLE(Number(amount(rows)), 1);
        records.push(text(id(rows)), long(rows % 500), price, long(1.7e12 + rows * 1000), text(words(rows)));
      }
      const block = avroBlock(BLOCK_ROWS, Buffer.concat(records));
      size += block.length;
      yield block;
    }
  };
  const stream = createWriteStream(path);
  await put(stream, made());
  await once(stream, 'close');
  return rows;
};

const gzip = async (path: string, bytes: number): Promise<number> => {
  const counted = { rows: 0 };
  const packed = createGzip({ level: 1 });
  const stream = createWriteStream(path);
  packed.pipe(stream);
  await put(packed, blocks(csv, bytes, counted));
  await once(stream, 'close');
  return counted.rows;
};

const MOST_ROWS = 1_048_000;
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A workbook of one sheet; `shared`: every cell of the first columns has a text of its own in the shared strings. */
const workbook =
  (shared: boolean) =>
  async (path: string, bytes: number): Promise<number> => {
    const zip = new ZipFile();
    const add = (name: string, content: string | Readable) =>
      typeof content === 'string'
        ? zip.addBuffer(Buffer.from(declaration + content), name)
        : zip.addReadStream(content, name, { compressionLevel: 1 });
    const columns = Math.min(200, Math.max(6, Math.round(bytes / MOST_ROWS / (shared ? 110 : 36))));
    const rows = Math.min(MOST_ROWS, Math.ceil(bytes / columns / (shared ? 110 : 36)));
    add(
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    );
    add(
      '_rels/.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    );
    add(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Orders" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    );
    add(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    );
    if (shared) add('xl/sharedStrings.xml', Readable.from(sharedStrings(rows * columns)));
    add('xl/worksheets/sheet1.xml', Readable.from(sheet(rows, columns, shared)));
    zip.end();
    const stream = createWriteStream(path);
    zip.outputStream.pipe(stream);
    await once(stream, 'close');
    return rows;
  };

function* sharedStrings(count: number) {
  yield `${declaration}<sst xmlns="${main}">`;
  for (let at = 0; at < count;) {
    let block = '';
    for (let index = 0; index < BLOCK_ROWS && at < count; index += 1, at += 1)
      block += `<si><t>a text of its own, number ${at}, as long as the texts of many exports are</t></si>`;
    yield block;
  }
  yield '</sst>';
}

function* sheet(rows: number, columns: number, shared: boolean) {
  yield `${declaration}<worksheet xmlns="${main}"><sheetData><row r="1">${Array.from({ length: columns }, (_, column) => `<c t="inlineStr"><is><t>column ${column}</t></is></c>`).join('')}</row>`;
  for (let row = 1; row <= rows; row += 1) {
    let cells = `<row r="${row + 1}">`;
    for (let column = 0; column < columns; column += 1)
      cells += shared
        ? `<c t="s"><v>${(row - 1) * columns + column}</v></c>`
        : column % 3 === 0
          ? `<c t="inlineStr"><is><t>text ${row}</t></is></c>`
          : `<c><v>${column % 3 === 1 ? amount(row) : row % 500}</v></c>`;
    yield `${cells}</row>`;
  }
  yield '</sheetData></worksheet>';
}

export const largeFormats: readonly LargeFormat[] = [
  { name: 'csv', file: 'orders.csv', write: asText(csv) },
  { name: 'csv.gz', file: 'orders.csv.gz', write: gzip },
  { name: 'ndjson', file: 'orders.ndjson', write: asText({ head: '', row: (row) => `${json(row)}\n` }) },
  {
    name: 'json',
    file: 'orders.json',
    write: asText({ head: '[\n', row: json, between: ',\n', tail: '\n]\n' }),
  },
  { name: 'xml', file: 'orders.xml', write: asText(xml) },
  { name: 'xes', file: 'log.xes', write: asText(xes) },
  { name: 'avro', file: 'orders.avro', write: avro },
  { name: 'xlsx', file: 'orders.xlsx', write: workbook(false) },
  { name: 'xlsx shared', file: 'shared.xlsx', write: workbook(true) },
];

export const sizeOf = (path: string): number => statSync(path).size;
