import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { objects, scratch, sluice } from '../../support/sluice.ts';

interface Answer {
  readonly source: string;
  readonly output?: string | null;
  readonly rows?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

describe('sluice convert', () => {
  it('takes files of any name and kind in one run, and says of each what became of it', async () => {
    using folder = scratch();
    const path = (name: string) => join(folder.path, name);
    const names = [
      'two\nlines.csv',
      'say "x".csv',
      '-dash.csv',
      '%s.csv',
      '\u{1f600}.csv',
      '\u05d0\u202e.csv',
      'a.csv',
      'a.json',
    ];
    for (const name of names) writeFileSync(path(name), name.endsWith('json') ? '[{"id":1}]' : 'id,v\n1,x\n');
    writeFileSync(path('bad.csv'), 'id,v\n1,"x\n');
    mkdirSync(path('folder'));
    const all = [...names, 'bad.csv', 'gone.csv', 'folder'];
    const ended = await sluice(['convert', '--json', '--out-dir', 'out', '--', ...all], { cwd: folder.path });
    expect(ended.code).toBe(3);
    const answers = objects<Answer>(ended.stdout);
    expect(answers.map(({ source }) => source)).toEqual(all);
    expect(answers.slice(0, names.length).map(({ rows }) => rows)).toEqual(names.map(() => 1));
    for (const { output } of answers.slice(0, names.length)) expect(existsSync(output ?? '')).toBe(true);
    expect(answers.slice(-5, -3).map(({ output }) => output)).toEqual([
      path('out/a.csv.parquet'),
      path('out/a.json.parquet'),
    ]);
    expect(answers.slice(-3).map(({ error }) => error?.code)).toEqual([
      'delimited.unclosedQuote',
      'usage.wrong',
      'usage.wrong',
    ]);
    expect(answers.at(-1)?.error?.message).toContain('folder is a folder, not a file');
  });

  it('replaces a file and nothing else, and never its source', async () => {
    using folder = scratch();
    const path = (name: string) => join(folder.path, name);
    writeFileSync(path('a.csv'), 'id,v\n1,x\n');
    writeFileSync(path('old.parquet'), 'old');
    mkdirSync(path('folder'));
    execFileSync('mkfifo', [path('pipe')]);
    const into = (name: string) => sluice(['convert', 'a.csv', '-o', name], { cwd: folder.path });
    expect((await into('old.parquet')).code).toBe(0);
    expect(readFileSync(path('old.parquet'), 'latin1').slice(0, 4)).toBe('PAR1');
    expect(await into('folder')).toMatchObject({ code: 2, stderr: expect.stringContaining('is a folder') });
    expect(await into('pipe')).toMatchObject({ code: 2, stderr: expect.stringContaining('is a pipe') });
    expect(lstatSync(path('pipe')).isFIFO()).toBe(true);
    expect(await into('a.csv')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('replace the source'),
    });
    expect(readFileSync(path('a.csv'), 'utf8')).toBe('id,v\n1,x\n');
    expect(await into(`${'n'.repeat(252)}.pq`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('too long for this disk'),
    });
  });

  it('names the option that is wrong, what it may be, and the nearest known one', async () => {
    using folder = scratch();
    writeFileSync(join(folder.path, 'a.csv'), 'id,v\n1,x\n');
    writeFileSync(join(folder.path, 'o.yaml'), 'decimalSeperator: ","\n');
    writeFileSync(join(folder.path, 'p.yaml'), 'trim: true\ndateFormats: DD.MM.YYYY\n');
    const by = (options: string) => sluice(['convert', 'a.csv', '--options', options], { cwd: folder.path });
    expect(await by('o.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/line 1: unknown key decimalSeperator\. Did you mean decimalSeparator\?/),
    });
    expect(await by('p.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/line 2: dateFormats.*did you mean dd\.MM\.yyyy\?/),
    });
  });
});
