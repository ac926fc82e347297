import { describe, expect, test } from 'vitest';
import { openAvro } from '../../../electron/workers/avro/open-avro.ts';
import {
  avroBlock,
  avroFile,
  avroHeader,
  long,
  sync,
  text,
  type FixtureCodec,
} from '../../fixtures/readers/avro-file.ts';
import { codesOf, faultOf, readRecords } from '../../fixtures/readers/read-whole.ts';

const record = (...fields: readonly (readonly [string, unknown])[]) => ({
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: fields.map(([name, type]) => ({ name, type })),
});

const logical = (type: string, logicalType: string, more: object = {}) => ({ type, logicalType, ...more });

describe('every type of Avro arrives exactly', () => {
  test('primitive types, unions with null, enums', async () => {
    const schema = record(
      ['id', 'long'],
      ['n', 'int'],
      ['f', 'float'],
      ['d', 'double'],
      ['s', ['null', 'string']],
      ['ok', 'boolean'],
      ['none', 'null'],
      ['e', { type: 'enum', name: 'State', symbols: ['OPEN', 'PAID'] }],
    );
    const row = {
      id: 2n ** 63n - 1n,
      n: -5,
      f: 0.1,
      d: 1e-7,
      s: 'Größe 😀',
      ok: true,
      none: null,
      e: 'PAID',
    };
    const found = await readRecords(
      openAvro,
      avroFile({
        schema,
        records: [row, { ...row, id: -(2n ** 63n), n: 2 ** 31 - 1, d: -0.1, s: null, ok: false }],
      }),
    );
    expect(found.texts).toEqual([
      `{"id":9223372036854775807,"n":-5,"f":${Math.fround(0.1)},"d":0.0000001,"s":"Größe 😀","ok":true,"none":null,"e":"PAID"}`,
      `{"id":-9223372036854775808,"n":2147483647,"f":${Math.fround(0.1)},"d":-0.1,"s":null,"ok":false,"none":null,"e":"PAID"}`,
    ]);
    expect(found.hints).toEqual({
      id: 'INTEGER',
      n: 'INTEGER',
      f: 'FLOAT',
      d: 'FLOAT',
      s: 'STRING',
      ok: 'BOOLEAN',
      e: 'STRING',
    });
    expect(found.warnings).toEqual([]);
  });

  test('logical types', async () => {
    const schema = record(
      ['day', logical('int', 'date')],
      ['millis', logical('long', 'timestamp-millis')],
      ['micros', logical('long', 'timestamp-micros')],
      ['local', logical('long', 'local-timestamp-millis')],
      ['time', logical('int', 'time-millis')],
      ['timeMicros', logical('long', 'time-micros')],
      ['price', logical('bytes', 'decimal', { precision: 9, scale: 2 })],
      ['whole', logical('bytes', 'decimal', { precision: 18 })],
      ['exact', logical('fixed', 'decimal', { name: 'F', size: 12, precision: 28, scale: 4 })],
      ['uuid', logical('string', 'uuid')],
      ['span', logical('fixed', 'duration', { name: 'D', size: 12 })],
      ['unknown', logical('int', 'no-such-thing')],
    );
    const span = Buffer.alloc(12);
    span.writeUInt32LE(1, 0);
    span.writeUInt32LE(2, 4);
    span.writeUInt32LE(3_500, 8);
    const exact = Buffer.alloc(12);
    exact.writeBigInt64BE(-1_234_567_890_123_456_789n, 4);
    exact.fill(0xff, 0, 4);
    const moment = BigInt(Date.UTC(2023, 11, 31, 13, 45, 30, 250));
    const found = await readRecords(
      openAvro,
      avroFile({
        schema,
        records: [
          {
            day: 19_722,
            millis: moment,
            micros: moment * 1_000n + 7n,
            local: -1n,
            time: 3_723_004,
            timeMicros: 1n,
            price: Buffer.from([0xfe, 0x1d]),
            whole: Buffer.from([5]),
            exact,
            uuid: '0-1',
            span,
            unknown: 7,
          },
        ],
      }),
    );
    expect(found.texts).toEqual([
      '{"day":"2023-12-31","millis":"2023-12-31T13:45:30.250","micros":"2023-12-31T13:45:30.250","local":"1969-12-31T23:59:59.999","time":"01:02:03.004","timeMicros":"00:00:00.000001","price":-4.83,"whole":5,"exact":"-123456789012345.6789","uuid":"0-1","span":"P1M2DT3.5S","unknown":7}',
    ]);
    expect(found.hints).toEqual({
      day: 'DATE',
      millis: 'DATETIME',
      micros: 'DATETIME',
      local: 'DATETIME',
      time: 'STRING',
      timeMicros: 'STRING',
      price: 'FLOAT',
      whole: 'INTEGER',
      exact: 'STRING',
      uuid: 'STRING',
      span: 'STRING',
      unknown: 'INTEGER',
    });
    expect(found.warnings).toMatchObject([{ code: 'avro.finerThanMillis', column: 'micros', count: 1 }]);
  });

  test('records in records, lists, maps, a type used twice, and one that holds itself', async () => {
    const address = {
      type: 'record',
      name: 'Address',
      fields: [
        { name: 'city', type: 'string' },
        { name: 'next', type: ['null', 'Address'] },
      ],
    };
    const schema = record(
      ['bill', address],
      ['ship', ['null', 'Address']],
      ['tags', { type: 'array', items: 'string' }],
      ['attributes', { type: 'map', values: 'long' }],
      [
        'lines',
        {
          type: 'array',
          items:
            record(['n', 'int']).fields.length > 0
              ? { type: 'record', name: 'Line', fields: [{ name: 'n', type: 'int' }] }
              : 'null',
        },
      ],
    );
    const row = {
      bill: { city: 'Ulm', next: { city: 'Bonn', next: null } },
      ship: { city: 'Kiel', next: null },
      tags: ['a', 'b'],
      attributes: { k: 1n },
      lines: [{ n: 1 }, { n: 2 }],
    };
    const found = await readRecords(
      openAvro,
      avroFile({ schema, records: [row, { ...row, ship: null, tags: [], lines: [] }] }),
    );
    expect(found.records).toEqual([
      {
        bill: { city: 'Ulm', next: { city: 'Bonn', next: null } },
        ship: { city: 'Kiel', next: null },
        tags: ['a', 'b'],
        attributes: { k: 1 },
        lines: [{ n: 1 }, { n: 2 }],
      },
      {
        bill: { city: 'Ulm', next: { city: 'Bonn', next: null } },
        ship: null,
        tags: [],
        attributes: { k: 1 },
        lines: [],
      },
    ]);
    expect(found.hints).toEqual({ 'bill.city': 'STRING', 'ship.city': 'STRING' });
  });

  test('several types in one column are handed on as they are', async () => {
    const schema = record(['v', ['null', 'int', 'string']], ['n', ['int', 'double']]);
    const found = await readRecords(
      openAvro,
      avroFile({
        schema,
        records: [
          { v: 1, n: { int: 1 } },
          { v: 'x', n: { double: 1.5 } },
          { v: null, n: { int: 2 } },
        ],
      }),
    );
    expect(found.records).toEqual([
      { v: 1, n: 1 },
      { v: 'x', n: 1.5 },
      { v: null, n: 2 },
    ]);
    expect(found.hints).toEqual({ n: 'FLOAT' });
  });

  test('bytes are Base64, numbers that are none are empty, and both are counted', async () => {
    const schema = record(['raw', 'bytes'], ['d', 'double']);
    const found = await readRecords(
      openAvro,
      avroFile({
        schema,
        records: [
          { raw: Buffer.from([0, 255]), d: Number.NaN },
          { raw: Buffer.alloc(0), d: -Infinity },
        ],
      }),
    );
    expect(found.records).toEqual([
      { raw: 'AP8=', d: null },
      { raw: '', d: null },
    ]);
    expect(codesOf(found.warnings)).toEqual(['avro.bytesAsBase64', 'avro.notFinite']);
  });

  test('a file of plain values is a table of one column', async () => {
    const found = await readRecords(openAvro, avroFile({ schema: { type: 'string' }, records: ['a', 'b'] }));
    expect(found.records).toEqual([{ value: 'a' }, { value: 'b' }]);
    expect(found.hints).toEqual({ value: 'STRING' });
  });
});

describe('codecs', () => {
  const schema = record(['id', 'long'], ['text', 'string']);
  const records = Array.from({ length: 5_000 }, (_, index) => ({
    id: BigInt(index),
    text: `text ${index % 50} ${'ab'.repeat(index % 40)}`,
  }));

  test.each(['null', 'deflate', 'snappy', 'zstandard'] satisfies FixtureCodec[])(
    '%s, in many blocks',
    async (codec) => {
      const found = await readRecords(openAvro, avroFile({ schema, records, codec, blockRecords: 700 }));
      expect(found.records).toEqual(records.map(({ id, text: value }) => ({ id: Number(id), text: value })));
      expect(found.lines.at(-1)).toBe(5_000);
      expect(found.evidence).toEqual([`codec: ${codec}`]);
    },
  );

  test('one that nobody has is refused by name', async () => {
    const fault = await faultOf(readRecords(openAvro, avroHeader('"string"', 'lzma2000')));
    expect(fault.code).toBe('format.unsupported');
    expect(fault.facts.reason).toContain('lzma2000');
  });

  test('a file without records has none', async () => {
    expect((await readRecords(openAvro, avroHeader('"string"', 'null'))).records).toEqual([]);
  });
});

describe('damage is told from content', () => {
  const schema = record(['id', 'long'], ['text', 'string']);
  const file = (codec: FixtureCodec) =>
    avroFile({
      schema,
      records: Array.from({ length: 100 }, (_, index) => ({ id: BigInt(index), text: 'some text' })),
      codec,
      blockRecords: 10,
    });
  const simple = (schemaText: string, ...blocks: readonly Buffer[]) =>
    Buffer.concat([avroHeader(schemaText, 'null'), ...blocks]);

  test('a sync marker that is not the file’s', async () => {
    const bytes = file('null');
    bytes[bytes.lastIndexOf(sync)] = 0;
    const fault = await faultOf(readRecords(openAvro, bytes));
    expect(fault.code).toBe('format.damaged');
    expect(fault.facts).toMatchObject({ file: 'file', row: 91 });
  });

  test('a Snappy block whose checksum is wrong', async () => {
    const bytes = file('snappy');
    const at = bytes.lastIndexOf(sync) - 1;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect((await faultOf(readRecords(openAvro, bytes))).facts.reason).toContain('checksum');
  });

  test.each([
    ['bytes behind the records of a block', simple('"int"', avroBlock(1, Buffer.from([2, 2])))],
    ['more records than a block has', simple('"int"', avroBlock(3, Buffer.from([2, 2])))],
    ['endless records without bytes', simple('"null"', avroBlock(2n ** 50n, Buffer.alloc(0)))],
    [
      'an endless list without bytes',
      simple('{"type":"array","items":"null"}', avroBlock(1, Buffer.concat([long(2n ** 50n), long(0)]))),
    ],
    ['a text longer than its block', simple('"string"', avroBlock(1, long(2n ** 40n)))],
    ['a negative length', simple('"string"', avroBlock(1, long(-5)))],
    ['a branch that the union does not have', simple('["null","int"]', avroBlock(1, long(7)))],
    [
      'a symbol that the enum does not have',
      simple('{"type":"enum","name":"E","symbols":["A"]}', avroBlock(1, long(1))),
    ],
    ['a boolean that is none', simple('"boolean"', avroBlock(1, Buffer.from([7])))],
    ['a number of too many bytes', simple('"long"', avroBlock(1, Buffer.alloc(12, 0xff)))],
    [
      'a map with a key twice',
      simple(
        '{"type":"map","values":"int"}',
        avroBlock(1, Buffer.concat([long(2), text('k'), long(1), text('k'), long(2), long(0)])),
      ),
    ],
    ['a schema that is no JSON', simple('{')],
    ['a schema of an unknown type', simple('"decimal"')],
    ['a field twice', simple(JSON.stringify(record(['a', 'int'], ['a', 'int'])))],
    ['another file', Buffer.from('PAR1 and more')],
    ['an empty file', Buffer.alloc(0)],
  ])('%s', async (_, bytes) => {
    expect((await faultOf(readRecords(openAvro, bytes))).code).toBe('format.damaged');
  });

  test('a text that is no UTF-8', async () => {
    expect(
      (await faultOf(readRecords(openAvro, simple('"string"', avroBlock(1, Buffer.from([2, 0xff])))))).code,
    ).toBe('encoding.invalid');
  });

  test('values that nest without end, and schemas that do', async () => {
    const list = '{"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]}';
    expect(
      (await faultOf(readRecords(openAvro, simple(list, avroBlock(1, Buffer.alloc(5_000, 2)))))).code,
    ).toBe('format.unsupported');
    const deep = `${'{"type":"array","items":'.repeat(500)}"int"${'}'.repeat(500)}`;
    expect((await faultOf(readRecords(openAvro, simple(deep)))).code).toBe('format.damaged');
  });

  test('a schema whose types hold each other a billion times', async () => {
    const level = (depth: number): unknown => ({
      type: 'record',
      name: `T${depth}`,
      fields: [
        { name: 'a', type: depth === 0 ? 'int' : level(depth - 1) },
        { name: 'b', type: depth === 0 ? 'int' : `T${depth - 1}` },
      ],
    });
    const found = await readRecords(openAvro, simple(JSON.stringify(level(30))));
    expect(found.records).toEqual([]);
  });
});
