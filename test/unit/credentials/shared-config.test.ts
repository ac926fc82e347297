import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSection, writeSection } from '../../../electron/adapters/credentials/shared-config.ts';

const file = [
  '# kept by hand',
  '[default]',
  'aws_access_key_id=AKIDDEFAULT',
  'aws_secret_access_key = a/secret+with=signs#inside',
  '',
  '[dev] ; the team',
  'AWS_ACCESS_KEY_ID = AKIDDEV',
  's3 =',
  '  region = nested-and-not-ours',
  'region = eu-central-1   # a comment',
  '',
  '; the end',
  '',
].join('\n');

test('a section is read with its names in lower case, without comments and nested lines', () => {
  expect(Object.fromEntries(readSection(file, 'default') ?? [])).toEqual({
    aws_access_key_id: 'AKIDDEFAULT',
    aws_secret_access_key: 'a/secret+with=signs#inside',
  });
  expect(Object.fromEntries(readSection(file, 'dev') ?? [])).toEqual({
    aws_access_key_id: 'AKIDDEV',
    s3: '',
    region: 'eu-central-1',
  });
  expect(readSection(file, 'other')).toBeUndefined();
});

test('sections of the config file are found with and without the word profile, and in quotes', () => {
  const config =
    '[profile dev]\nregion = a\n[profile "two words"]\nregion = b\n[sso-session dev]\nregion = c\n';
  expect(readSection(config, 'dev')?.get('region')).toBe('a');
  expect(readSection(config, 'two words')?.get('region')).toBe('b');
});

test('writing changes the lines it must and leaves every other byte', () => {
  const written = writeSection(file, 'dev', '[dev]', { region: 'us-east-1', output: 'parquet' });
  expect(written).toBe(
    file
      .replace('region = eu-central-1   # a comment\n', 'region = us-east-1\n')
      .replace('; the end\n', '; the end\noutput = parquet\n'),
  );
});

test('a new section goes to the end, also behind a last line without its line break, in the file’s own line ends', () => {
  expect(writeSection('', 'dev', '[dev]', { a: '1' })).toBe('[dev]\na = 1\n');
  expect(writeSection('[x]\r\nb = 2', 'dev', '[profile dev]', { a: '1' })).toBe(
    '[x]\r\nb = 2\r\n\r\n[profile dev]\r\na = 1\r\n',
  );
});

test('a setting added to the last section without a line break stands on its own line', () => {
  expect(writeSection('[dev]\nb = 2', 'dev', '[dev]', { a: '1' })).toBe('[dev]\nb = 2\na = 1\n');
});

test('writing what stands there already changes nothing', () => {
  const once = writeSection(file, 'dev', '[dev]', { region: 'x', output: 'parquet' });
  expect(writeSection(once, 'dev', '[dev]', { region: 'x', output: 'parquet' })).toBe(once);
});

test('whatever stands in a file, other sections read the same after writing, and ours reads as written', () => {
  const line = fc.constantFrom(
    '[a]',
    '[ b ]',
    '[profile ours]',
    '[ours]',
    'x = 1',
    'y=2',
    '  z = 3',
    '# note',
    '',
    'garbage',
    'x: 4 # c',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const before = lines.join(end);
      const after = writeSection(before, 'ours', '[ours]', { x: 'new', w: 'added' });
      for (const section of ['a', 'b'])
        expect(readSection(after, section)).toEqual(readSection(before, section));
      expect(readSection(after, 'ours')?.get('x')).toBe('new');
      expect(readSection(after, 'ours')?.get('w')).toBe('added');
    }),
  );
});
