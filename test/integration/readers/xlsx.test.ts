import { describe, expect, test } from 'vitest';
import { openXlsx } from '../../../electron/workers/xlsx/open-xlsx.ts';
import { codesOf, faultOf, readTable } from '../../fixtures/readers/read-whole.ts';
import {
  workbookFile,
  type FixtureCell,
  type FixtureWorkbook,
} from '../../fixtures/readers/workbook-file.ts';
import { zipFile, zipParts } from '../../fixtures/readers/zip-file.ts';

const sheet = (
  rows: readonly (readonly FixtureCell[] | null)[],
  more: Partial<FixtureWorkbook> = {},
): Buffer => workbookFile({ sheets: [{ name: 'Orders', rows }], ...more });

describe('cells arrive as the workbook states them', () => {
  test('texts, numbers, booleans and empty cells', async () => {
    const table = await readTable(
      openXlsx,
      sheet([
        ['id', 'name', 'paid', 'price'],
        [1, 'Größe & <x>', true, 0.1],
        [2, null, false, 1e-7],
      ]),
    );
    expect(table.headers).toEqual(['id', 'name', 'paid', 'price']);
    expect(table.rows).toEqual([
      { line: 2, cells: ['1', 'Größe & <x>', 'true', '0.1'] },
      { line: 3, cells: ['2', null, 'false', '0.0000001'] },
    ]);
    expect(table.hints).toEqual(['INTEGER', undefined, 'BOOLEAN', 'FLOAT']);
    expect(table.warnings).toEqual([]);
  });

  test('shared strings, rich text without its phonetic reading, and escaped characters', async () => {
    const table = await readTable(
      openXlsx,
      sheet(
        [
          ['a', 'b', 'c', 'd'],
          [
            { s: 0 },
            { s: 1 },
            { s: 2 },
            { xml: '<c t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve"> line</t></r></is></c>' },
          ],
        ],
        {
          sharedStrings: [
            '<t>plain &amp; simple</t>',
            '<r><rPr><b/></rPr><t>東京</t></r><r><t xml:space="preserve"> tower</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
            '<t>one_x000D_\ntwo_x005F_x000D_</t>',
          ],
        },
      ),
    );
    expect(table.cells).toEqual([['plain & simple', '東京 tower', 'one\r\ntwo_x000D_', 'in line']]);
  });

  test('an empty value is none, whatever its type', async () => {
    const empty = (type: string): FixtureCell => ({ xml: `<c t="${type}"><v></v></c>` });
    const rows = [
      ['a', 'b', 'c', 'd'],
      ['x', 1, 2, 3],
      ['y', empty('s'), empty('b'), { xml: '<c t="s"><v/></c>' }],
    ];
    expect((await readTable(openXlsx, sheet(rows))).cells[1]).toEqual(['y', null, null, null]);
  });

  test('the stored results of formulas, and a warning where none is stored', async () => {
    const table = await readTable(
      openXlsx,
      sheet([
        ['sum', 'text', 'none'],
        [
          { xml: '<c><f>A1*2</f><v>8</v></c>' },
          { xml: '<c t="str"><f t="shared" ref="B2:B3" si="0">"a"&amp;"b"</f><v>a_x005F_x0041_b</v></c>' },
          { xml: '<c><f>NOW()</f></c>' },
        ],
        [
          { xml: '<c><f>A2*2</f><v>16</v></c>' },
          { xml: '<c t="str"><f t="shared" si="0"/><v>ab</v></c>' },
          5,
        ],
      ]),
    );
    expect(table.cells).toEqual([
      ['8', 'a_x0041_b', null],
      ['16', 'ab', '5'],
    ]);
    expect(table.warnings).toMatchObject([{ code: 'xlsx.formulaWithoutResult', column: 'none', count: 1 }]);
  });

  test('errors are empty, and counted with the first place', async () => {
    const table = await readTable(
      openXlsx,
      sheet([
        ['a', 'b'],
        [1, { error: '#DIV/0!' }],
        [2, { error: '#N/A' }],
        [3, 4],
      ]),
    );
    expect(table.cells.map(([, b]) => b)).toEqual([null, null, '4']);
    expect(table.hints).toEqual(['INTEGER', 'INTEGER']);
    expect(table.warnings).toMatchObject([
      { code: 'xlsx.errorCells', column: 'b', count: 2, value: '#DIV/0!' },
    ]);
    expect(table.warnings[0]?.message).toContain('B2');
  });

  test('leading zeros of a text stay, those of a format are not of the value', async () => {
    const table = await readTable(
      openXlsx,
      sheet(
        [
          ['text', 'number'],
          ['0004711', { n: 4711, style: 1 }],
          ['17', { n: 42, style: 1 }],
        ],
        { formats: ['0000000000'] },
      ),
    );
    expect(table.cells).toEqual([
      ['0004711', '4711'],
      ['17', '42'],
    ]);
    expect(table.hints).toEqual(['STRING', 'INTEGER']);
    expect(codesOf(table.warnings)).toEqual(['xlsx.paddedNumbers']);
  });

  test('integers beyond what a double holds keep their digits', async () => {
    const table = await readTable(
      openXlsx,
      sheet([
        ['id', 'n'],
        [{ n: '12345678901234567890' }, { n: '0.30000000000000004' }],
      ]),
    );
    expect(table.cells).toEqual([['12345678901234567890', '0.30000000000000004']]);
    expect(table.hints).toEqual(['STRING', 'FLOAT']);
    expect(codesOf(table.warnings)).toEqual(['xlsx.longNumbers']);
  });

  test('whole numbers in a format with decimals are figures', async () => {
    const table = await readTable(
      openXlsx,
      sheet(
        [
          ['share', 'sum', 'count'],
          [{ n: 1, style: 1 }, { n: 2, style: 2 }, 3],
        ],
        { formats: [9, '#,##0.00 "€"'] },
      ),
    );
    expect(table.hints).toEqual(['FLOAT', 'FLOAT', 'INTEGER']);
    expect(table.cells).toEqual([['1', '2', '3']]);
  });
});

describe('dates', () => {
  const formats = [14, 'dd.mm.yyyy hh:mm:ss', 'h:mm', '[h]:mm:ss'];

  test('are numbers whose format says so', async () => {
    const table = await readTable(
      openXlsx,
      sheet(
        [
          ['day', 'moment', 'time', 'duration'],
          [
            { n: 45291, style: 1 },
            { n: 45291.573263888888, style: 2 },
            { n: 0.336805555555556, style: 3 },
            { n: 1.5, style: 4 },
          ],
          [
            { n: 59, style: 1 },
            { n: 45292, style: 2 },
            { n: 0, style: 3 },
            { n: 0, style: 4 },
          ],
        ],
        { formats },
      ),
    );
    expect(table.cells).toEqual([
      ['2023-12-31', '2023-12-31T13:45:30', '08:05:00', '36:00:00'],
      ['1900-02-28', '2024-01-01T00:00:00', '00:00:00', '00:00:00'],
    ]);
    expect(table.hints).toEqual(['DATE', 'DATETIME', 'STRING', 'STRING']);
  });

  test('and moments in one column are moments', async () => {
    const rows: FixtureCell[][] = [
      ['when'],
      [{ n: 45291, style: 1 }],
      [{ n: 45291.25, style: 2 }],
      [{ n: 45292, style: 2 }],
    ];
    const table = await readTable(openXlsx, sheet(rows, { formats }));
    expect(table.hints).toEqual(['DATETIME']);
    expect(table.cells.flat()).toEqual(['2023-12-31T00:00:00', '2023-12-31T06:00:00', '2024-01-01T00:00:00']);
  });

  test('are counted from 1904 where the workbook says so', async () => {
    const table = await readTable(
      openXlsx,
      sheet([['day'], [{ n: 43829, style: 1 }]], { formats, is1904: true }),
    );
    expect(table.cells).toEqual([['2023-12-31']]);
    expect(table.evidence).toContain('dates: counted from 1904');
  });

  test('as ISO texts of the strict format are dates too', async () => {
    const table = await readTable(
      openXlsx,
      sheet(
        [
          ['day', 'moment'],
          [
            { xml: '<c t="d" s="1"><v>2023-12-31T00:00:00</v></c>' },
            { xml: '<c t="d" s="2"><v>2023-12-31T13:45:30</v></c>' },
          ],
        ],
        { formats, strict: true },
      ),
    );
    expect(table.cells).toEqual([['2023-12-31', '2023-12-31T13:45:30']]);
    expect(table.hints).toEqual(['DATE', 'DATETIME']);
  });

  test('beside plain numbers give no type, and a warning that says how to read them', async () => {
    const rows: FixtureCell[][] = [['day'], [{ n: 45291, style: 1 }], [45292]];
    const table = await readTable(openXlsx, sheet(rows, { formats }));
    expect(table.cells).toEqual([['2023-12-31'], ['45292']]);
    expect(table.hints).toEqual([undefined]);
    expect(codesOf(table.warnings)).toEqual(['xlsx.datesAndNumbers']);
    const told = await readTable(openXlsx, sheet(rows, { formats }), { options: { types: { day: 'DATE' } } });
    expect(told.cells).toEqual([['2023-12-31'], ['2024-01-01']]);
    expect(told.hints).toEqual(['DATE']);
  });

  test('on numbers that are no day are not made up', async () => {
    const table = await readTable(
      openXlsx,
      sheet([['day'], [{ n: 45291, style: 1 }], [{ n: 0, style: 1 }], [{ n: -5, style: 1 }]], { formats }),
    );
    expect(table.cells).toEqual([['2023-12-31'], [null], ['-5']]);
    expect(table.warnings).toMatchObject([{ code: 'xlsx.noDate', count: 2 }]);
  });
});

describe('the table in a sheet', () => {
  test('begins below titles; rows keep their numbers', async () => {
    const table = await readTable(
      openXlsx,
      sheet([['Sales'], null, ['id', 'name', 'sum'], [1, 'a', 2.5], null, [2, 'b', 3.5]]),
    );
    expect(table.rows).toEqual([
      { line: 4, cells: ['1', 'a', '2.5'] },
      { line: 6, cells: ['2', 'b', '3.5'] },
    ]);
    expect(table.evidence).toContain('header: row 3 of the sheet');
  });

  test('may begin in any column; columns without header and values are none', async () => {
    const table = await readTable(
      openXlsx,
      sheet([
        [null, null, 'id', null, 'name'],
        [null, null, 1, null, 'a'],
      ]),
    );
    expect(table.headers).toEqual(['id', 'name']);
    expect(table.cells).toEqual([['1', 'a']]);
  });

  test('keeps values of columns without a header, however late they come', async () => {
    const rows: FixtureCell[][] = [
      ['id', 'name'],
      ...Array.from({ length: 500 }, (_, index) => [index, 'x']),
    ];
    rows.push([500, 'x', 'late']);
    const table = await readTable(openXlsx, sheet(rows));
    expect(table.headers).toEqual(['id', 'name', 'column_3']);
    expect(table.cells.at(-1)).toEqual(['500', 'x', 'late']);
    expect(table.cells[0]).toEqual(['0', 'x', null]);
    expect(codesOf(table.warnings)).toEqual(['xlsx.unnamedColumn']);
  });

  test('without a header has numbered columns and a warning', async () => {
    const table = await readTable(
      openXlsx,
      sheet([
        [4711, 'a'],
        [4712, 'b'],
      ]),
    );
    expect(table.headers).toEqual(['column_1', 'column_2']);
    expect(table.cells).toHaveLength(2);
    expect(codesOf(table.warnings)).toContain('xlsx.noHeader');
  });

  test('is where the options say', async () => {
    const rows: FixtureCell[][] = [
      ['a', 'b'],
      ['id', 'name'],
      [1, 'x'],
      [2, 'y'],
      ['total', 3],
    ];
    expect(
      (await readTable(openXlsx, sheet(rows), { options: { headerRow: 2, skipRowsBelow: 1 } })).cells,
    ).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
    expect((await readTable(openXlsx, sheet(rows), { options: { headerRow: 0 } })).cells).toHaveLength(5);
    expect((await readTable(openXlsx, sheet(rows), { options: { skipRowsAbove: 1 } })).headers).toEqual([
      'id',
      'name',
    ]);
    expect(
      (await readTable(openXlsx, sheet(rows), { options: { headerRow: 1, headerRows: 2 } })).headers,
    ).toEqual(['a id', 'b name']);
    expect((await faultOf(readTable(openXlsx, sheet(rows), { options: { headerRow: 9 } }))).code).toBe(
      'option.invalid',
    );
  });

  test('means its first row in headerRow, and spans from there', async () => {
    const rows: FixtureCell[][] = [['Report'], ['', 'Plan', ''], ['id', 'qty', 'sum'], [1, 2, 3], [4, 5, 6]];
    const table = await readTable(openXlsx, sheet(rows), { options: { headerRow: 2, headerRows: 2 } });
    expect(table.headers).toEqual(['id', 'Plan qty', 'Plan sum']);
    expect(table.cells).toHaveLength(2);
    expect(table.evidence).toContain('header: rows 2 to 3 of the sheet');
  });

  test('has titles above it that are told', async () => {
    const table = await readTable(openXlsx, sheet([['Report of May'], ['id', 'name'], [1, 'x'], [2, 'y']]));
    expect(table.warnings).toMatchObject([{ code: 'rows.preamble', value: 'Report of May' }]);
  });

  test('of a header alone has columns and no rows', async () => {
    const table = await readTable(openXlsx, sheet([['id', 'name']]));
    expect(table.headers).toEqual(['id', 'name']);
    expect(table.rows).toEqual([]);
  });

  test('reads merged cells once and hidden rows like all others, and says so', async () => {
    const bytes = workbookFile({
      sheets: [
        {
          name: 'S',
          rows: [
            ['a', 'b'],
            ['x', 1],
            [null, 2],
            ['y', 3],
          ],
          hiddenRows: [3],
          before: '<cols><col min="2" max="2" hidden="1"/></cols>',
          after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
        },
      ],
    });
    const table = await readTable(openXlsx, bytes);
    expect(table.cells).toEqual([
      ['x', '1'],
      [null, '2'],
      ['y', '3'],
    ]);
    expect(codesOf(table.warnings)).toEqual(['xlsx.mergedCells', 'xlsx.hiddenRows', 'xlsx.hiddenColumns']);
  });

  test('drops rows of formulas that show nothing', async () => {
    const nothing: FixtureCell = { xml: '<c t="str"><f>IF(A2="","",A2)</f><v></v></c>' };
    const table = await readTable(
      openXlsx,
      sheet([
        ['id', 'copy'],
        [1, 'a'],
        [nothing, nothing],
        [nothing, nothing],
      ]),
    );
    expect(table.cells).toEqual([['1', 'a']]);
  });

  test('means the same in whatever way its XML is written', async () => {
    const plain = await readTable(
      openXlsx,
      sheet([
        ['id', 'name'],
        [1, 'a&b'],
        [2, 'c'],
      ]),
    );
    const xml = `<?xml version="1.0"?><!-- by hand --><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <x:sheetData>
        <x:row><x:c t='inlineStr'><x:is><x:t>id</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row>
        <!-- </row> --><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c><x:c r="B2" t="inlineStr"><x:is><x:t><![CDATA[a&b]]></x:t></x:is></x:c></x:row>
        <x:row r="3"><x:c><x:v>&#50;</x:v></x:c><x:c t="inlineStr"><x:is><x:t>c</x:t></x:is></x:c></x:row>
      </x:sheetData></x:worksheet>`;
    const byHand = await readTable(openXlsx, workbookFile({ sheets: [{ name: 'Orders', xml }] }));
    expect(byHand.headers).toEqual(plain.headers);
    expect(byHand.rows).toEqual(plain.rows);
    const mixed = xml.replaceAll('x:', '').replace('xmlns:x=', 'xmlns=').replace('xmlns="', 'xmlns="');
    const unprefixed = await readTable(openXlsx, workbookFile({ sheets: [{ name: 'Orders', xml: mixed }] }));
    expect(unprefixed.rows).toEqual(plain.rows);
  });

  test('has its XML in UTF-16 as well', async () => {
    const xml =
      '<worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Größe</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData></worksheet>';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    const parts = workbookFile({ sheets: [{ name: 'S', xml: '' }] });
    expect(parts.length).toBeGreaterThan(0);
    const bytes = zipFile([
      {
        name: '_rels/.rels',
        content:
          '<Relationships xmlns="x"><Relationship Id="a" Type="t/officeDocument" Target="/book/main.xml"/></Relationships>',
      },
      {
        name: 'book/main.xml',
        content:
          '<workbook xmlns="x" xmlns:q="y"><sheets><sheet name="S" sheetId="1" q:id="b"/></sheets></workbook>',
      },
      {
        name: 'book/_rels/main.xml.rels',
        content:
          '<Relationships xmlns="x"><Relationship Id="b" Type="t/worksheet" Target="tables\\One.XML"/></Relationships>',
      },
      { name: 'book/tables/one.xml', content: utf16 },
    ]);
    expect((await readTable(openXlsx, bytes)).headers).toEqual(['Größe']);
  });
});

describe('sheets', () => {
  const bytes = workbookFile({
    sheets: [
      { name: 'Secret', state: 'hidden', rows: [['s'], [1]] },
      { name: 'Cover', rows: [] },
      { name: 'Orders', rows: [['o'], [2]] },
      { name: 'Kunden', rows: [['k'], [3]] },
    ],
  });

  test('the first visible one that has anything is read, and the others are named', async () => {
    const table = await readTable(openXlsx, bytes);
    expect(table.headers).toEqual(['o']);
    expect(table.warnings).toMatchObject([{ code: 'xlsx.otherSheets', value: 'Secret, Cover, Kunden' }]);
  });

  test.each([
    ['Kunden', 'k'],
    [' kunden', 'k'],
    [4, 'k'],
    ['Secret', 's'],
    [1, 's'],
  ])('%j is asked for', async (wanted, header) => {
    expect((await readTable(openXlsx, bytes, { options: { sheet: wanted } })).headers).toEqual([header]);
  });

  test('one that does not exist is refused with the names of those that do', async () => {
    const fault = await faultOf(readTable(openXlsx, bytes, { options: { sheet: 'Order' } }));
    expect(fault.code).toBe('sheet.unknown');
    expect(fault.facts).toMatchObject({ found: 'Order', suggestion: 'Secret, Cover, Orders, Kunden' });
  });

  test('without any cell there are no columns', async () => {
    expect((await faultOf(readTable(openXlsx, sheet([])))).code).toBe('columns.none');
  });
});

describe('what is no workbook is refused by name', () => {
  const compound = (stream: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(300_000),
      Buffer.from(`${stream}\0`, 'utf16le'),
      Buffer.alloc(100),
    ]);

  test('an encrypted one', async () => {
    expect((await faultOf(readTable(openXlsx, compound('EncryptedPackage')))).code).toBe('format.encrypted');
  });

  test('one in the old format, with the advice to save it as XLSX', async () => {
    const fault = await faultOf(readTable(openXlsx, compound('Workbook')));
    expect(fault.code).toBe('format.unsupported');
    expect(fault.facts.suggestion).toContain('.xlsx');
  });

  test('a binary workbook, and a ZIP of something else', async () => {
    expect(
      (await faultOf(readTable(openXlsx, zipFile([{ name: 'xl/workbook.bin', content: 'x' }])))).facts.reason,
    ).toContain('xlsb');
    expect((await faultOf(readTable(openXlsx, zipFile([{ name: 'a.txt', content: 'x' }])))).code).toBe(
      'format.unsupported',
    );
  });

  test.each([
    ['a sheet that ends too early', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'],
    [
      'a cell that stands twice',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData></worksheet>',
    ],
    [
      'rows out of order',
      '<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>',
    ],
    [
      'a number that is none',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>one</v></c></row></sheetData></worksheet>',
    ],
    [
      'a shared string that does not exist',
      '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>',
    ],
    [
      'a column beyond all',
      '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    ],
    [
      'crossed elements',
      '<worksheet><sheetData><row r="1"><c r="A1"><v>1</c></v></row></sheetData></worksheet>',
    ],
  ])('%s is damage', async (_, xml) => {
    expect((await faultOf(readTable(openXlsx, workbookFile({ sheets: [{ name: 'S', xml }] })))).code).toBe(
      'format.damaged',
    );
  });

  test('a sheet with a document type is forbidden', async () => {
    const xml = '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>';
    expect((await faultOf(readTable(openXlsx, workbookFile({ sheets: [{ name: 'S', xml }] })))).code).toBe(
      'xml.forbidden',
    );
  });
});

describe('what extensions and styles of other things say is not said of cells', () => {
  test('the 1904 system, where an extension has an element of the same name', async () => {
    const parts = zipParts(sheet([['day'], [{ n: 1, style: 1 }]], { formats: [14], is1904: true }));
    const extended = parts.map(({ name, content }) => ({
      name,
      content: content.replace(
        '</workbook>',
        '<extLst><ext xmlns:x15="urn:x"><x15:workbookPr chartTrackingRefBase="1"/><x15:sheets><x15:sheet/></x15:sheets></ext></extLst></workbook>',
      ),
    }));
    expect((await readTable(openXlsx, zipFile(extended))).cells).toEqual([['1904-01-02']]);
  });

  test('number formats of conditional styles, under the numbers of built-in ones', async () => {
    const parts = zipParts(sheet([['n'], [{ n: 45000, style: 1 }]], { formats: [1] }));
    const styled = parts.map(({ name, content }) => ({
      name,
      content: content.replace(
        '</styleSheet>',
        '<dxfs><dxf><numFmt numFmtId="1" formatCode="dd.mm.yyyy"/></dxf></dxfs></styleSheet>',
      ),
    }));
    expect((await readTable(openXlsx, zipFile(styled))).cells).toEqual([['45000']]);
  });

  test('a state that nobody defined hides no sheet', async () => {
    const parts = zipParts(sheet([['n'], [1]]));
    const shown = parts.map(({ name, content }) => ({
      name,
      content: content.replace('sheetId="1"', 'sheetId="1" state="show"'),
    }));
    expect((await readTable(openXlsx, zipFile(shown))).headers).toEqual(['n']);
  });
});
