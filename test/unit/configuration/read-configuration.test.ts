import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../electron/adapters/configuration/read-configuration.ts';
import { Fault } from '../../../electron/contract/fault.ts';
import { sentence } from '../../../electron/contract/words/sentence.ts';

const good = `connections:
  - name: dev
    team: dev
    cluster: eu-1
    connectionId: 9C92424B-829d-4beb-a65c-411873b268f8
    tables:
      - name: order
        folder: ./drop/order
        primaryKey: order_id
        ageColumn: created_at
`;
const file = '/etc/sluice/sluice.yaml';
const refusal = (text: string): Fault => {
  try {
    parseConfiguration(text, file);
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

it('fills in what is not said, and makes paths absolute', () => {
  const { connections } = parseConfiguration(good, file);
  expect(connections[0]).toMatchObject({
    connectionId: '9c92424b-829d-4beb-a65c-411873b268f8',
    credentials: 'keychain',
    multipart: 'auto',
    tables: [{ folder: '/etc/sluice/drop/order', primaryKey: ['order_id'], afterDelivery: 'archive' }],
  });
});

it('takes JSON as well', () => {
  expect(parseConfiguration('{"connections": []}', file).connections).toEqual([]);
});

describe('names file, line, key and the nearest valid key for', () => {
  it.each([
    [
      'a misspelt key of a table',
      good.replace('ageColumn:', 'ageColum:'),
      10,
      'connections[0].tables[0].ageColum',
      'ageColumn',
    ],
    ['a misspelt key of a connection', good.replace('team:', 'teem:'), 3, 'connections[0].teem', 'team'],
    [
      'a misspelt key at the top',
      good.replace('connections:', 'conections:'),
      1,
      'conections',
      'connections',
    ],
    [
      'a misspelt key of credentials',
      good.replace('tables:', 'credentials: {profil: a}\n    tables:'),
      6,
      'connections[0].credentials.profil',
      'profile',
    ],
    [
      'a misspelt option',
      `${good}        options: {delimeter: ";"}\n`,
      11,
      'connections[0].tables[0].options.delimeter',
      'delimiter',
    ],
  ])('%s', (_, text, line, key, suggestion) => {
    const fault = refusal(text);
    expect(fault.view).toMatchObject({
      code: 'configuration.unknownKey',
      facts: { path: file, line, key, suggestion },
    });
    expect(sentence(fault.view)).toContain(`line ${line}`);
    expect(sentence(fault.view)).toContain(`Did you mean ${suggestion}?`);
  });
});

describe('refuses, naming place and reason,', () => {
  it.each([
    ['an id that is none', good.replace('9C92424B', 'zz'), 5, 'connections[0].connectionId'],
    ['a connection without a way', good.replace('    cluster: eu-1\n', ''), 2, 'connections[0]'],
    [
      'a table name with a slash',
      good.replace('name: order', 'name: a/b'),
      7,
      'connections[0].tables[0].name',
    ],
    [
      'two tables of one name',
      `${good}      - {name: ORDER, folder: ./x}\n`,
      11,
      'connections[0].tables[1].name',
    ],
    [
      'two tables of one folder',
      `${good}      - {name: b, folder: ./drop/order}\n`,
      11,
      'connections[0].tables[1].folder',
    ],
    [
      'a wrong kind of value',
      good.replace('ageColumn: created_at', 'afterDelivery: burn'),
      10,
      'connections[0].tables[0].afterDelivery',
    ],
  ])('%s', (_, text, line, key) => {
    expect(refusal(text).view).toMatchObject({
      code: 'configuration.invalid',
      facts: { path: file, line, key },
    });
  });

  it('what is no YAML', () => {
    expect(refusal('connections: [').view).toMatchObject({
      code: 'configuration.unreadable',
      facts: { path: file },
    });
    expect(refusal('a: 1\na: 2').facts.line).toBe(2);
  });
});

it.each([
  [
    'a missing key',
    good.replace('    connectionId: 9C92424B-829d-4beb-a65c-411873b268f8\n', ''),
    /connectionId is not valid: it is missing/,
  ],
  [
    'a number for an id',
    good.replace('9C92424B-829d-4beb-a65c-411873b268f8', '12345678123412341234123456781234'),
    /it must be a text, and is a number\. Put it in quotes/,
  ],
  [
    'a number for a key',
    good.replace('primaryKey: order_id', 'primaryKey: 5'),
    /must be the name of a column, or a list/,
  ],
  ['another structure', `${good}        structure: nestd\n`, /it must be one of flat, nested/],
  [
    'credentials of no kind',
    good.replace('    tables:', '    credentials: keychian\n    tables:'),
    /keychain, \{profile: NAME\}, or \{env:/,
  ],
  [
    'one variable',
    good.replace('    tables:', '    credentials: {env: [A]}\n    tables:'),
    /credentials\.env is not valid: .*two names of variables/,
  ],
  [
    'a secret',
    good.replace('    tables:', '    secretAccessKey: x\n    tables:'),
    /never stand in a configuration\. .*credentials set/,
  ],
  ['no address', good.replace('team: dev', 'endpoint: htp:/x'), /it is not an address\. Write it as https/],
  [
    'a list in place of keys',
    '- a\n',
    /the document is not valid: it must be keys with values, and is a list/,
  ],
  ['nothing under a key', 'connections:\n', /connections is not valid: it must be a list, and is nothing/],
  ['a negative number', `spoolBudget: -1\n${good}`, /it must be at least 1/],
  ['a Windows path in double quotes', good.replace('./drop/order', '"C:\\new\\Users"'), /single ones/],
])('says in plain words what is wrong with %s', (_, text, words) => {
  expect(sentence(refusal(text).view)).toMatch(words);
});
