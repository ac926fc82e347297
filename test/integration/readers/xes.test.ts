import { describe, expect, test } from 'vitest';
import { expandGzip } from '../../../electron/workers/archive/expand-gzip.ts';
import { gzipSync } from 'node:zlib';
import { openXes } from '../../../electron/workers/xes/open-xes.ts';
import { codesOf, faultOf, readRecords, withFile } from '../../fixtures/readers/read-whole.ts';

const log = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="trace"><string key="concept:name" value="UNKNOWN"/></global>
<global scope="event"><string key="concept:name" value="UNKNOWN"/><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
<classifier name="Activity" keys="concept:name"/>
<string key="source" value="a system"/>
${content}</log>`;

test('one record an event: the attributes of its case, then its own, typed', async () => {
  const found = await readRecords(
    openXes,
    log(`<trace><string key="concept:name" value="Case &lt;1&gt;"/><float key="cost" value="1.50"/>
<event><string key="concept:name" value="register"/><date key="time:timestamp" value="2010-12-30T11:02:00.000+01:00"/><int key="amount" value="12345678901234567890"/><boolean key="ok" value="true"/><id key="uid" value="u-1"/></event>
<event><string key="concept:name" value="end"/><date key="time:timestamp" value="2010-12-30T12:02:00Z"/><int key="amount" value="7"/></event>
</trace><trace><string key="concept:name" value="2"/><event><string key="concept:name" value="register"/></event></trace>`),
  );
  expect(found.texts).toEqual([
    '{"case:concept:name":"Case <1>","case:cost":1.50,"concept:name":"register","time:timestamp":"2010-12-30T10:02:00","amount":12345678901234567890,"ok":true,"uid":"u-1"}',
    '{"case:concept:name":"Case <1>","case:cost":1.50,"concept:name":"end","time:timestamp":"2010-12-30T12:02:00","amount":7}',
    '{"case:concept:name":"2","concept:name":"register"}',
  ]);
  expect(found.lines).toEqual([9, 10, 11]);
  expect(found.hints).toEqual({
    'case:concept:name': 'STRING',
    'case:cost': 'FLOAT',
    'concept:name': 'STRING',
    'time:timestamp': 'DATETIME',
    ok: 'BOOLEAN',
    uid: 'STRING',
  });
  expect(found.warnings).toEqual([]);
});

test('defaults, extensions and attributes of the log make no rows and no values', async () => {
  const found = await readRecords(openXes, log('<trace><event><string key="a" value="1"/></event></trace>'));
  expect(found.records).toEqual([{ a: '1' }]);
  expect(found.hints).toEqual({ a: 'STRING' });
});

describe('attributes inside attributes', () => {
  test('of a value stand beside it; containers are objects; lists are lists of objects, in their order', async () => {
    const found = await readRecords(
      openXes,
      log(`<trace><event>
<string key="who" value="x"><string key="role" value="clerk"><int key="level" value="2"/></string></string>
<container key="place"><string key="city" value="Ulm"/><container key="geo"><float key="lat" value="48.4"/></container></container>
<list key="parts"><values><string key="part" value="a"/><string key="part" value="b"/><int key="rest" value="3"/></values></list>
<list key="old"><string key="part" value="c"/></list>
</event></trace>`),
    );
    expect(found.records).toEqual([
      {
        who: 'x',
        who_role: 'clerk',
        who_role_level: 2,
        place: { city: 'Ulm', geo: { lat: 48.4 } },
        parts: [{ part: 'a' }, { part: 'b' }, { rest: 3 }],
        old: [{ part: 'c' }],
      },
    ]);
    expect(found.hints).toEqual({
      who: 'STRING',
      who_role: 'STRING',
      who_role_level: 'INTEGER',
      'place.city': 'STRING',
      'place.geo.lat': 'FLOAT',
    });
  });
});

test('attributes of a case that stand behind its events count for all of them', async () => {
  const found = await readRecords(
    openXes,
    log(
      '<trace><event><int key="n" value="1"/></event><string key="k" value="late"/><event><int key="n" value="2"/></event></trace>',
    ),
  );
  expect(found.records).toEqual([
    { 'case:k': 'late', n: 1 },
    { 'case:k': 'late', n: 2 },
  ]);
});

test('events without a case have no attributes of one; cases without events are counted', async () => {
  const found = await readRecords(
    openXes,
    log('<event><int key="n" value="1"/></event><trace><string key="k" value="x"/></trace>'),
  );
  expect(found.records).toEqual([{ n: 1 }]);
  expect(codesOf(found.warnings)).toEqual(['xes.emptyCases']);
});

test('values that are not of their type are kept as text, and the column has no type then', async () => {
  const found = await readRecords(
    openXes,
    log(
      '<trace><event><int key="n" value="1"/></event><event><int key="n" value="one"/></event><event><float key="f" value="NaN"/></event></trace>',
    ),
  );
  expect(found.records).toEqual([{ n: 1 }, { n: 'one' }, { f: null }]);
  expect(found.hints).toEqual({});
  expect(codesOf(found.warnings)).toEqual(['xes.notOfType', 'xes.notFinite']);
});

test('a list has its own attributes beside the values that it holds', async () => {
  const found = await readRecords(
    openXes,
    log(
      '<trace><event><list key="l"><string key="unit" value="EUR"/><values><int key="n" value="1"/></values></list></event></trace>',
    ),
  );
  expect(found.records).toEqual([{ l: [{ n: 1 }], l_unit: 'EUR' }]);
});

test('what XES does not know is passed over and told; what the log says without a key is no part of the rows', async () => {
  const found = await readRecords(
    openXes,
    log(
      '<string key="statistics" value=""><float value="3.5"/></string><trace><text key="a" value="x"/><event><int key="n" value="1"/><trace/></event></trace>',
    ),
  );
  expect(found.records).toEqual([{ n: 1 }]);
  expect(found.warnings).toMatchObject([{ code: 'xes.unknownElement', count: 2, value: 'text' }]);
});

test('whole and broken numbers under one key are FLOAT', async () => {
  const found = await readRecords(
    openXes,
    log('<trace><event><int key="n" value="1"/></event><event><float key="n" value="1.5"/></event></trace>'),
  );
  expect(found.hints).toEqual({ n: 'FLOAT' });
});

test.each([
  [
    'a key twice with different values',
    '<trace><event><int key="n" value="1"/><int key="n" value="2"/></event></trace>',
  ],
  ['an attribute without a key', '<trace><event><int value="1"/></event></trace>'],
  ['an end that is missing', '<trace><event>'],
])('%s is damage', async (_, content) => {
  expect((await faultOf(readRecords(openXes, log(content)))).code).toBe('format.damaged');
});

test('another document and a document type are refused', async () => {
  expect((await faultOf(readRecords(openXes, '<html><trace/></html>'))).code).toBe('format.damaged');
  expect((await faultOf(readRecords(openXes, '<!DOCTYPE log [<!ENTITY a "b">]><log/>'))).code).toBe(
    'xml.forbidden',
  );
});

test('a log that is packed by gzip is read through its unpacked file', async () => {
  const packed = gzipSync(log('<trace><event><int key="n" value="1"/></event></trace>'));
  await withFile(packed, { name: 'log.xes.gz' }, async (request) => {
    const { path, name } = await expandGzip(request);
    expect(name).toBe('log.xes');
    const reading = await openXes({ ...request, path, name });
    const found: string[] = [];
    if (reading.kind === 'records')
      for await (const batch of reading.records) found.push(...batch.map(({ json }) => json));
    expect(found).toEqual(['{"n":1}']);
  });
});

test('a long log comes back from the disk whole and in order', async () => {
  const events = Array.from(
    { length: 30_000 },
    (_, index) =>
      `<event><int key="n" value="${index}"/><string key="text" value="${'ä'.repeat(index % 200)}"/></event>`,
  );
  const found = await readRecords(
    openXes,
    log(`<trace><string key="k" value="x"/>${events.join('\n')}</trace>`),
  );
  expect(found.records).toHaveLength(30_000);
  expect(found.records.every((record, index) => (record as { n: number }).n === index)).toBe(true);
  expect(found.records.at(-1)).toEqual({ 'case:k': 'x', n: 29_999, text: 'ä'.repeat(199) });
});
