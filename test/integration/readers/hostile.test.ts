import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expandGzip } from '../../../electron/workers/archive/expand-gzip.ts';
import { openAvro } from '../../../electron/workers/avro/open-avro.ts';
import type { OpenReading, ReadRequest } from '../../../electron/workers/reading.ts';
import { openXes } from '../../../electron/workers/xes/open-xes.ts';
import { openXlsx } from '../../../electron/workers/xlsx/open-xlsx.ts';
import { openXml } from '../../../electron/workers/xml/open-xml.ts';
import { extractZipMember } from '../../../electron/workers/zip/extract-zip-member.ts';
import { listZip } from '../../../electron/workers/zip/list-zip.ts';
import { avroFile, sync } from '../../fixtures/readers/avro-file.ts';
import { flips, truncations } from '../../fixtures/readers/damage.ts';
import { outcomeOf, withFile } from '../../fixtures/readers/read-whole.ts';
import { workbookFile } from '../../fixtures/readers/workbook-file.ts';
import { zipFile } from '../../fixtures/readers/zip-file.ts';

type Use = (request: ReadRequest) => Promise<unknown>;

const drained =
  (open: OpenReading): Use =>
  async (request) => {
    const reading = await open(request);
    let rows = 0;
    if (reading.kind === 'table') for await (const batch of reading.rows) rows += batch.length;
    else
      for await (const batch of reading.records) {
        for (const { json } of batch) JSON.parse(json);
        rows += batch.length;
      }
    return rows;
  };

const rows = Array.from({ length: 60 }, (_, index) => index);
const events = rows.map(
  (row) =>
    `<event><string key="name" value="Größe ${row}"/><int key="n" value="${row}"/><date key="t" value="2024-01-01T00:00:${row % 60}0Z"/></event>`,
);
const schema = {
  type: 'record',
  name: 'R',
  fields: [
    { name: 'n', type: 'long' },
    { name: 's', type: ['null', 'string'] },
    { name: 'l', type: { type: 'array', items: 'double' } },
  ],
};
const records = rows.map((row) => ({
  n: BigInt(row),
  s: row % 2 === 0 ? null : `text ${row}`,
  l: [row / 2],
}));

const kinds: readonly { readonly kind: string; readonly file: Buffer; readonly use: Use }[] = [
  {
    kind: 'XLSX',
    file: workbookFile({
      sheets: [
        {
          name: 'S',
          rows: [
            ['id', 'name', 'day'],
            ...rows.map((row) => [row, { s: row % 3 }, { n: 45_000 + row, style: 1 }]),
          ],
        },
      ],
      sharedStrings: ['<t>a</t>', '<t>b &amp; c</t>', '<r><t>d</t></r>'],
      formats: [14],
    }),
    use: drained(openXlsx),
  },
  {
    kind: 'XML',
    file: Buffer.from(
      `<?xml version="1.0"?><rows>${rows.map((row) => `<row id="${row}"><a>Größe &amp; ${row}</a><b><c/></b></row>`).join('\n')}</rows>`,
    ),
    use: drained(openXml),
  },
  {
    kind: 'XES',
    file: Buffer.from(`<log><trace><string key="k" value="1"/>${events.join('\n')}</trace></log>`),
    use: drained(openXes),
  },
  { kind: 'Avro', file: avroFile({ schema, records, blockRecords: 20 }), use: drained(openAvro) },
  {
    kind: 'Avro (snappy)',
    file: avroFile({ schema, records, codec: 'snappy', blockRecords: 20 }),
    use: drained(openAvro),
  },
  {
    kind: 'Avro (deflate)',
    file: avroFile({ schema, records, codec: 'deflate', blockRecords: 20 }),
    use: drained(openAvro),
  },
  { kind: 'gzip', file: gzipSync(events.join('\n')), use: (request) => expandGzip(request) },
  {
    kind: 'ZIP',
    file: zipFile([
      { name: 'a.csv', content: events.join('\n') },
      { name: 'b.csv', content: 'x;y', stored: true },
    ]),
    use: async (request) => {
      const members = await listZip(request.path);
      for (const [index, member] of members.entries())
        await extractZipMember(
          request.path,
          member.name,
          join(request.temporary, String(index)),
          request.signal,
        );
    },
  },
];

describe.each(kinds)('damaged $kind', ({ file, use }) => {
  const outcome = (bytes: Uint8Array) => outcomeOf(withFile(bytes, {}, use));

  test('undamaged it is read', async () => {
    expect(await outcome(file)).toBe('read');
  });

  test('cut off anywhere it is refused', async () => {
    for (const bytes of truncations(file)) {
      // nothing in an Avro file says how many blocks it has
      if (bytes.subarray(-sync.length).equals(sync)) continue;
      const result = await outcome(bytes);
      expect(['format.damaged', 'format.encrypted', 'archive.unsafe', 'xml.noRecords']).toContain(result);
    }
  });

  test('with bytes changed at random it is read or refused, and nothing else', async () => {
    const outcomes = new Set<string>();
    for (const bytes of flips(file, 60, 4711)) outcomes.add(await outcome(bytes));
    expect(outcomes.size).toBeGreaterThan(0);
  });
});

test('a workbook with any byte changed never gives other cells than its own', async () => {
  const file = kinds[0]?.file ?? Buffer.alloc(0);
  const cells = async (bytes: Uint8Array) =>
    withFile(bytes, {}, async (request) => {
      const reading = await openXlsx(request);
      const found: unknown[] = [];
      if (reading.kind === 'table') for await (const batch of reading.rows) found.push(...batch);
      return JSON.stringify(found);
    });
  const whole = await cells(file);
  for (const bytes of flips(file, 60, 99)) {
    const read = await cells(bytes).catch(() => undefined);
    // the checksums of the ZIP see to it; what no checksum covers are names and places of parts
    if (read !== undefined) expect(read).toBe(whole);
  }
});
