import { describe, expect, test } from 'vitest';
import { openXml } from '../../../electron/workers/xml/open-xml.ts';
import { codesOf, faultOf, readRecords } from '../../fixtures/readers/read-whole.ts';

describe('the record element', () => {
  test('is the outermost one that repeats', async () => {
    const found = await readRecords(
      openXml,
      '<Orders>\n<Order id="1"><Item>a</Item><Item>b</Item></Order>\n<Order id="2"><Item>c</Item></Order>\n</Orders>',
    );
    expect(found.records).toEqual([
      { id: '1', Item: ['a', 'b'] },
      { id: '2', Item: ['c'] },
    ]);
    expect(found.lines).toEqual([2, 3]);
    expect(found.evidence).toEqual(['records: /Orders/Order, 2 found']);
  });

  test('may stand deep inside wrappers; what is outside of it is named', async () => {
    const found = await readRecords(
      openXml,
      '<s:Envelope xmlns:s="u"><s:Header><date>2024-01-01</date></s:Header><s:Body><rows total="2"><row><a>1</a></row><row><a>2</a></row></rows></s:Body></s:Envelope>',
    );
    expect(found.records).toEqual([{ a: '1' }, { a: '2' }]);
    expect(found.warnings).toMatchObject([
      { code: 'xml.outsideRecords', count: 2, value: '/Envelope/Header/date, /Envelope/Body/rows/@total' },
    ]);
  });

  test('is found in a file that has it once', async () => {
    const one =
      '<Orders><Order><Id>1</Id><Items><Item><n>1</n></Item><Item><n>2</n></Item></Items></Order></Orders>';
    expect((await readRecords(openXml, one)).evidence).toEqual(['records: /Orders/Order, 1 found']);
    const nested =
      '<export><order><Id>1</Id><Items><Item><n>1</n></Item><Item><n>2</n></Item></Items></order></export>';
    expect((await readRecords(openXml, nested, { structure: 'nested' })).evidence).toEqual([
      'records: /export/order, 1 found',
    ]);
    expect((await readRecords(openXml, nested)).evidence).toEqual([
      'records: /export/order/Items/Item, 2 found',
    ]);
    expect((await readRecords(openXml, '<order><id>1</id></order>')).records).toEqual([{ id: '1' }]);
    expect((await readRecords(openXml, '<names><name>a</name><name>b</name></names>')).records).toEqual([
      { name: 'a' },
      { name: 'b' },
    ]);
  });

  test.each([
    '/Orders/Order/Lines/Line',
    'Orders.Order.Lines.Line',
    'Line',
    '/x:Orders/x:Order/x:Lines/x:Line',
  ])('is where the path %s says', async (recordPath) => {
    const file =
      '<Orders><Order><Lines><Line n="1"/><Line n="2"/></Lines></Order><Order><Lines><Line n="3"/></Lines></Order></Orders>';
    expect((await readRecords(openXml, file, { options: { recordPath } })).records).toEqual([
      { n: '1' },
      { n: '2' },
      { n: '3' },
    ]);
  });

  test('is missing where the path leads nowhere, or nothing is in the file', async () => {
    expect(
      (await faultOf(readRecords(openXml, '<a><b x="1"/></a>', { options: { recordPath: '/a/c' } }))).code,
    ).toBe('xml.noRecords');
    expect((await faultOf(readRecords(openXml, '<a/>'))).code).toBe('xml.noRecords');
  });
});

describe('a record', () => {
  test('keeps attributes, texts, CDATA, entities and empty elements apart', async () => {
    const found = await readRecords(
      openXml,
      '<r><o a="&quot;1&quot;"><t> &lt;x&gt; &#228; </t><c><![CDATA[<&>]]></c><e/><p cur="EUR">1.50</p></o><o a="2"><t/><p cur="USD"/><nil xsi:nil="true" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/></o></r>',
    );
    expect(found.records).toEqual([
      { a: '"1"', t: ' <x> ä ', c: '<&>', e: '', p: { cur: 'EUR', value: '1.50' } },
      { a: '2', t: '', p: { cur: 'USD' }, nil: null },
    ]);
  });

  test('has one shape in the whole file: lists where an element repeats anywhere', async () => {
    const found = await readRecords(openXml, '<r><o><i>1</i></o><o><i>2</i><i>3</i></o><o/></r>');
    expect(found.records).toEqual([{ i: ['1'] }, { i: ['2', '3'] }, {}]);
  });

  test('does not depend on prefixes, and keeps names apart that only a prefix tells apart', async () => {
    const found = await readRecords(
      openXml,
      '<n:r xmlns:n="u" xmlns:m="v"><n:o n:id="1" xml:lang="de" xml:space="preserve"><n:id>2</n:id><m:id>3</m:id></n:o><n:o/></n:r>',
    );
    expect(found.records).toEqual([{ id_attribute: '1', lang: 'de', id: '2', m_id: '3' }, {}]);
  });

  test('keeps the text of mixed content', async () => {
    const found = await readRecords(openXml, '<r><o><p>Hello <b>big</b> world</p></o><o><p>x</p></o></r>');
    expect(found.records).toEqual([{ p: { b: 'big', value: 'Hello world' } }, { p: { value: 'x' } }]);
    expect(codesOf(found.warnings)).toEqual(['xml.mixedContent']);
  });

  test('survives names that mean something to JavaScript', async () => {
    const found = await readRecords(
      openXml,
      '<r><o constructor="1"><__proto__>2</__proto__><toString>3</toString></o><o/></r>',
    );
    expect(found.texts[0]).toBe('{"constructor":"1","__proto__":"2","toString":"3"}');
  });
});

describe('the encoding', () => {
  const file = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><r><o><t>Größe – 5 €</t></o><o/></r>`;
  const bytes = (encoding: string, as: BufferEncoding, mark = '') =>
    Buffer.concat([Buffer.from(mark, 'hex'), Buffer.from(file(encoding), as)]);

  test.each([
    ['UTF-8 with its mark', bytes('utf-8', 'utf8', 'efbbbf'), 'utf-8'],
    ['UTF-16 with its mark', bytes('UTF-16', 'utf16le', 'fffe'), 'utf-16le'],
    ['UTF-16 without a mark', bytes('UTF-16', 'utf16le'), 'utf-16le'],
    ['big-endian UTF-16', bytes('UTF-16', 'utf16le').swap16(), 'utf-16be'],
    ['UTF-8 that calls itself UTF-16', bytes('utf-16', 'utf8'), 'utf-8'],
    [
      'Windows-1252',
      Buffer.from(file('windows-1252').replace('–', '\x96').replace('€', '\x80'), 'latin1'),
      'windows-1252',
    ],
    [
      'ISO-8859-15',
      Buffer.from(file('ISO-8859-15').replace('–', '-').replace('€', '\xa4'), 'latin1'),
      'iso-8859-15',
    ],
  ])('is read: %s', async (_, content, encoding) => {
    const found = await readRecords(openXml, content);
    expect(found.encoding).toBe(encoding);
    expect(JSON.stringify(found.records[0])).toMatch(/Größe [–-] 5 €/);
  });

  test('that the bytes do not have is refused, and can be set', async () => {
    const wrong = Buffer.from('<r><o><t>Größe</t></o><o/></r>', 'latin1');
    expect((await faultOf(readRecords(openXml, wrong))).code).toBe('encoding.invalid');
    const found = await readRecords(openXml, wrong, { options: { encoding: 'iso-8859-1' } });
    expect(found.records[0]).toEqual({ t: 'Größe' });
    expect((await faultOf(readRecords(openXml, wrong, { options: { encoding: 'nonsense' } }))).code).toBe(
      'option.invalid',
    );
  });
});

describe('what is forbidden or damaged', () => {
  const laughs = Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY l${level + 1} "${`&l${level};`.repeat(10)}">`,
  ).join('');
  test.each([
    ['an entity bomb', `<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]><r><o>&l9;</o></r>`],
    ['an external entity', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r><o>&x;</o></r>'],
  ])('%s is forbidden', async (_, file) => {
    expect((await faultOf(readRecords(openXml, file))).code).toBe('xml.forbidden');
  });

  test.each([
    ['an unknown entity', '<r>\n<o>&nbsp;</o></r>', 2],
    ['an end that is missing', '<r>\n<o>\n</o>', 3],
    ['crossed elements', '<r>\n\n<a><b></a></b></r>', 3],
    ['text behind the root', '<r/>x', 1],
    ['an attribute twice', '<r a="1" a="2"/>', 1],
    ['a control character', '<r>\u0001</r>', 1],
    ['no element at all', 'just text', 1],
    ['an empty file', '', 1],
  ])('%s is damage, with its line', async (_, file, line) => {
    const fault = await faultOf(readRecords(openXml, file));
    expect(fault.code).toBe('format.damaged');
    expect(fault.facts.line).toBe(line);
    expect(fault.facts.reason).toMatch(/^[a-z]/i);
  });

  test('endless nesting is refused', async () => {
    expect((await faultOf(readRecords(openXml, '<a>'.repeat(100_000)))).code).toBe('format.unsupported');
  });

  test('element names that are data are refused', async () => {
    const file = `<r>${Array.from({ length: 25_000 }, (_, index) => `<k${index}/>`).join('')}</r>`;
    expect((await faultOf(readRecords(openXml, file))).code).toBe('format.unsupported');
  });
});

test('a document type that declares nothing is passed over, with a warning, and nothing is fetched', async () => {
  const found = await readRecords(
    openXml,
    '<?xml version="1.0"?><!-- c --><!DOCTYPE r SYSTEM "http://127.0.0.1:1/x.dtd"><r><o><a>1</a></o><o><a>2</a></o></r>',
  );
  expect(found.records).toEqual([{ a: '1' }, { a: '2' }]);
  expect(codesOf(found.warnings)).toEqual(['xml.documentType']);
});

test('a text beside attributes is kept as it is, in however many pieces; blanks between elements are layout', async () => {
  const found = await readRecords(
    openXml,
    '<r><o><n lang="de"> M&amp;M <![CDATA[<& Sohn>]]> </n><m>\n one <!-- c -->two\n<x/>\n three\n</m></o><o><n lang="en">\n</n></o></r>',
  );
  expect(found.records).toEqual([
    { n: { lang: 'de', value: ' M&M <& Sohn> ' }, m: { x: '', value: 'one two three' } },
    { n: { lang: 'en' } },
  ]);
});
