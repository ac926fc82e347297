import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const script = join(import.meta.dirname, '..', '..', '..', 'build', 'tests', 'conclude.mjs');

describe('the last line of .ci/run', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-conclude-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const conclude = (counts: object | undefined, testsEndedWith: number, failedChecks: number) => {
    const file = join(folder, 'counts.json');
    if (counts !== undefined) writeFileSync(file, JSON.stringify(counts));
    const words = [script, file, String(testsEndedWith), String(failedChecks)];
    const ran = spawnSync(process.execPath, words, { encoding: 'utf8' });
    return [ran.stdout, ran.status];
  };

  test('has the counts of the tests', () => {
    expect(conclude({ passed: 12, failed: 0, skipped: 1 }, 0, 0)).toEqual([
      '12 passed, 0 failed, 1 skipped\n',
      0,
    ]);
    expect(conclude({ passed: 10, failed: 2, skipped: 1 }, 1, 0)).toEqual([
      '10 passed, 2 failed, 1 skipped\n',
      1,
    ]);
  });

  test('counts a check that failed beside the tests', () => {
    expect(conclude({ passed: 12, failed: 0, skipped: 0 }, 0, 2)).toEqual([
      '12 passed, 2 failed, 0 skipped\n',
      1,
    ]);
  });

  test('is red where the tests passed and the run failed all the same', () => {
    expect(conclude({ passed: 12, failed: 0, skipped: 0 }, 1, 0)).toEqual([
      '12 passed, 1 failed, 0 skipped\n',
      1,
    ]);
  });

  test('is red where nothing was run', () => {
    expect(conclude({ passed: 0, failed: 0, skipped: 5 }, 0, 0)).toEqual([
      '0 passed, 1 failed, 5 skipped\n',
      1,
    ]);
  });

  test('is red where nothing was counted', () => {
    expect(conclude(undefined, 137, 0)).toEqual(['0 passed, 1 failed, 0 skipped\n', 1]);
  });
});
