import { expect, test } from 'vitest';
import { Fault } from '../../../electron/contract/fault.ts';
import { QuickRows } from '../../../electron/workers/xlsx/quick-rows.ts';
import { SheetListener, type SheetRow } from '../../../electron/workers/xlsx/sheet-listener.ts';
import { XmlParser } from '../../../electron/workers/xml/parse-xml.ts';
import { seeded } from '../../fixtures/readers/damage.ts';

const read = (xml: string, quick: boolean, chunk: number): string => {
  const rows: SheetRow[] = [];
  const listener = new SheetListener({
    name: 'file',
    is1904: false,
    formats: ['plain', 'date', 'decimal'],
    sharedString: (index) => (index < 5 ? `shared ${index}` : undefined),
    onRow: (row) => rows.push(row),
  });
  const parser = new XmlParser({ name: 'file', listener, lines: false });
  const sink = quick ? new QuickRows(parser, listener) : parser;
  try {
    for (let at = 0; at < xml.length; at += chunk) sink.write(xml.slice(at, at + chunk));
    sink.end();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return JSON.stringify([rows, listener.merged, listener.hiddenColumns]);
};

const pieces = [
  '<c r="A1"><v>1</v></c>',
  '<c r="B1" t="s"><v>3</v></c>',
  '<c t="s" s="1"><v>9</v></c>',
  '<c r="C1" s="1"><v>45000.5</v></c>',
  '<c r="D1" s="2"/>',
  '<c r="D1" t="str"><f>A1&amp;"x"</f><v>a_x000D_b</v></c>',
  '<c r="E1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c>',
  '<c r="E1" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>',
  '<c><f t="shared" si="0"/><v>5</v></c>',
  '<c><f>A1</f></c>',
  '<c t="b"><v>1</v></c>',
  '<c t="e"><v>#N/A</v></c>',
  '<c t="str"><v>&lt;&#228;</v></c>',
  '<c t="str"><v/></c>',
  '<c t="str"><v>a\r\nb</v></c>',
  '<c t="str"><v>a]]&gt;b</v></c>',
  '<!-- </row> -->',
  '<![CDATA[<row>]]>',
  '<extLst><ext><c r="Z1"><v>7</v></c></ext></extLst>',
  '</row><row>',
  '</row><row r="9">',
  '</row>\n  <row hidden="1" spans="1:5">',
  '</row><row\n r="12">',
  '</row><row/><row>',
  '<v>',
  '</c>',
  '<c>',
];

/** A sheet put together at random: mostly well-formed, in every way of writing that there is. */
const sheetXml = (random: () => number): string => {
  const pick = () =>
    pieces[Math.floor(random() * (random() < 0.9 ? pieces.length - 3 : pieces.length))] ?? '';
  let xml =
    '<?xml version="1.0"?><worksheet xmlns="x"><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row>';
  for (let left = Math.floor(random() * 12); left > 0; left -= 1) xml += pick();
  xml += '</row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>';
  if (random() < 0.2) {
    const at = Math.floor(random() * xml.length);
    xml = xml.slice(0, at) + xml.slice(at + 1 + Math.floor(random() * 3));
  }
  return xml;
};

test('rows that are read quickly are what the XML parser reads', () => {
  const random = seeded(7);
  const outcomes = { read: 0, refused: 0 };
  for (let sheet = 0; sheet < 4_000; sheet += 1) {
    const xml = sheetXml(random);
    const parsed = read(xml, false, 1_000_000);
    const quick = read(xml, true, 1 + Math.floor(random() * 200));
    if (parsed.startsWith('[')) outcomes.read += 1;
    else outcomes.refused += 1;
    expect({ xml, rows: quick }).toEqual({ xml, rows: parsed });
  }
  expect(outcomes.read).toBeGreaterThan(1_000);
  expect(outcomes.refused).toBeGreaterThan(100);
});
