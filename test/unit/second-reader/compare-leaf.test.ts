import { describe, expect, test } from 'vitest';
import type { Column } from '../../../electron/contract/schema.ts';
import { compareLeaf } from '../../../electron/workers/output/second-reader/compare-leaf.ts';
import {
  physicalLeaves,
  type SchemaElement,
} from '../../../electron/workers/output/second-reader/physical-leaves.ts';
import type { NestedCell } from '../../../electron/workers/output/second-reader/shred.ts';

const group = (name: string, children: number, rest: Partial<SchemaElement> = {}): SchemaElement => ({
  name,
  num_children: children,
  repetition_type: 1,
  ...rest,
});
const repeated = { repetition_type: 2 };
const long = { type: 2, converted_type: 18, repetition_type: 1 };

const lines: Column = {
  name: 'lines',
  type: 'LIST',
  children: [
    {
      name: 'element',
      type: 'STRUCT',
      children: [
        { name: 'no', type: 'INTEGER' },
        { name: 'tags', type: 'LIST', children: [{ name: 'element', type: 'INTEGER' }] },
      ],
    },
  ],
};
const schema: readonly SchemaElement[] = [
  group('schema', 1, {}),
  group('lines', 1, { converted_type: 3 }),
  group('list', 1, repeated),
  group('element', 2),
  { name: 'no', ...long },
  group('tags', 1, { converted_type: 3 }),
  group('list', 1, repeated),
  { name: 'element', ...long },
];
const [numbers, tags] = physicalLeaves(schema, [lines]);
if (numbers === undefined || tags === undefined) throw new Error('there are two leaves');

const line = (no: bigint | null, all: readonly (bigint | null)[] | null): NestedCell =>
  new Map<string, NestedCell>([
    ['no', no],
    ['tags', all],
  ]);
const record = (row: number, cell: NestedCell) => ({ row, cells: new Map([['lines', cell]]) });

/** Row 1: no list. Row 2: an empty one. Row 3: three lines, the second of them null. */
const records = [record(1, null), record(2, []), record(3, [line(7n, [1n, null, 3n]), null, line(null, [])])];
const decodedTags = {
  repetitions: [0, 0, 0, 2, 2, 1, 1],
  definitions: [0, 1, 6, 5, 6, 2, 4],
  values: [1n, 3n],
};

describe('the leaves of a list of structures', () => {
  test('are found with their paths and levels', () => {
    expect(numbers.path).toEqual(['lines', 'list', 'element', 'no']);
    expect(tags.path).toEqual(['lines', 'list', 'element', 'tags', 'list', 'element']);
    expect([numbers.definition, tags.definition]).toEqual([4, 6]);
  });

  test('agree with the records that they were made of', () => {
    const decoded = { repetitions: [0, 0, 0, 1, 1], definitions: [0, 1, 4, 2, 3], values: [7n] };
    expect(() => compareLeaf(numbers, decoded, records, 0)).not.toThrow();
    expect(() => compareLeaf(tags, decodedTags, records, 0)).not.toThrow();
  });

  test('agree where only some records are looked at', () => {
    expect(() => compareLeaf(tags, decodedTags, records.slice(2), 0)).not.toThrow();
    expect(() => compareLeaf(tags, decodedTags, [record(12, [])], 10)).not.toThrow();
  });

  test.each([
    ['another value', { ...decodedTags, values: [1n, 4n] }],
    ['a null list for an empty one', { ...decodedTags, definitions: [0, 0, 6, 5, 6, 2, 4] }],
    ['an empty list for a null structure', { ...decodedTags, definitions: [0, 1, 6, 5, 6, 4, 4] }],
    ['an element in another list', { ...decodedTags, repetitions: [0, 0, 0, 2, 1, 1, 1] }],
    [
      'an element too many',
      {
        repetitions: [...decodedTags.repetitions, 1],
        definitions: [...decodedTags.definitions, 2],
        values: decodedTags.values,
      },
    ],
    [
      'an element too few',
      {
        repetitions: decodedTags.repetitions.slice(0, -1),
        definitions: decodedTags.definitions.slice(0, -1),
        values: decodedTags.values,
      },
    ],
  ])('disagree for %s', (_, decoded) => {
    expect(() => compareLeaf(tags, decoded, records, 0)).toThrow(/verification\.disagrees/);
  });
});

test.each([
  ['another type', [group('schema', 1), { name: 'a', type: 1, repetition_type: 1 }]],
  ['another name', [group('schema', 1), { name: 'b', ...long }]],
  ['one column more', [group('schema', 2), { name: 'a', ...long }, { name: 'b', ...long }]],
  ['a list', [group('schema', 1), { name: 'a', ...long, ...repeated }]],
  ['a schema that is cut short', [group('schema', 1)]],
])('a file with %s is not the expected one', (_, elements) => {
  expect(() => physicalLeaves(elements, [{ name: 'a', type: 'INTEGER' }])).toThrow(/verification\.disagrees/);
});
