import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { convertTargets } from '../../../electron/headless/convert-targets.ts';
import { exitCodes, worse } from '../../../electron/headless/exit-code.ts';

describe('the results of several files', () => {
  test('are called by their stems, beside the sources or in one folder', () => {
    expect(convertTargets(['/in/a.csv', '/in/b.json.gz', '/in/c'], {})).toEqual([
      '/in/a.parquet',
      '/in/b.parquet',
      '/in/c.parquet',
    ]);
    expect(convertTargets(['/in/a.csv'], { outDir: '/out' })).toEqual(['/out/a.parquet']);
    expect(convertTargets(['/in/a.csv'], { output: '/x/y.pq' })).toEqual(['/x/y.pq']);
  });

  test('never have one name, also where upper and lower case do not count', () => {
    expect(convertTargets(['/in/a.csv', '/in/A.json', '/in/b.csv'], {})).toEqual([
      '/in/a.csv.parquet',
      '/in/A.json.parquet',
      '/in/b.parquet',
    ]);
    expect(convertTargets(['/in/a.csv', '/in/a.csv'], {})).toEqual(['/in/a.parquet', '/in/a.parquet']);
  });

  test('have names that a disk takes', () => {
    const [target = ''] = convertTargets([`/in/${'ä'.repeat(125)}.csv`], {});
    expect(Buffer.byteLength(`${basename(target)}.rejected-rows.csv`)).toBeLessThanOrEqual(255);
    expect(basename(target)).toMatch(/^ä{100,}\.parquet$/);
  });
});

test('a rejected file weighs more than a name that was mistyped, and a fault of our own more than both', () => {
  const codes = [exitCodes.done, exitCodes.usage, exitCodes.rejected, exitCodes.internal];
  for (const [index, light] of codes.entries())
    for (const heavy of codes.slice(index)) {
      expect(worse(light, heavy)).toBe(heavy);
      expect(worse(heavy, light)).toBe(heavy);
    }
});
