import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openXlsx } from '../../../electron/workers/xlsx/open-xlsx.ts';
import { SharedStrings } from '../../../electron/workers/xlsx/shared-strings.ts';
import { LineSpill } from '../../../electron/workers/source/line-spill.ts';
import { isEmptyFolder, readTable, withFile } from '../../fixtures/readers/read-whole.ts';
import { seeded } from '../../fixtures/readers/damage.ts';
import { workbookFile } from '../../fixtures/readers/workbook-file.ts';

test('shared strings that do not fit the memory come back from the disk as they were', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-strings-'));
  try {
    using strings = new SharedStrings(folder, 2_000);
    const texts = Array.from({ length: 5_000 }, (_, index) => `${index} ä😀\n${'x'.repeat(index % 97)}`);
    texts[2_500] = 'y'.repeat(200_000);
    texts[2_501] = '';
    for (const text of texts) strings.add(text);
    expect(strings.length).toBe(5_000);
    const random = seeded(1);
    for (const index of [
      0,
      2_500,
      2_501,
      4_999,
      ...Array.from({ length: 2_000 }, () => Math.floor(random() * 5_000)),
    ])
      expect(strings.at(index)).toBe(texts[index]);
    expect(strings.at(5_000)).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('rows that do not fit the memory come back from the disk in their order', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-spill-'));
  try {
    const spill = new LineSpill(join(folder, 'rows'), 1_000);
    const lines = Array.from({ length: 3_000 }, (_, index) => `${index} \u2028 ä ${'x'.repeat(index % 300)}`);
    for (const line of lines) {
      spill.add(line);
      await spill.settle();
    }
    await spill.end();
    const found: string[] = [];
    for await (const line of spill.lines()) found.push(line);
    expect(found).toEqual(lines);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('ten thousand rows across many chunks are all there', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => [index, `name ${index} &c`, index / 8]);
  const table = await readTable(
    openXlsx,
    workbookFile({ sheets: [{ name: 'S', rows: [['id', 'name', 'eighth'], ...rows] }] }),
  );
  expect(table.cells).toEqual(rows.map((row) => row.map(String)));
});

test('reading ends when its signal aborts, before and after the sheet was read', async () => {
  const bytes = workbookFile({
    sheets: [{ name: 'S', rows: [['id'], ...Array.from({ length: 60_000 }, (_, index) => [index])] }],
  });
  const early = new AbortController();
  early.abort(new Error('stopped'));
  await withFile(bytes, { signal: early.signal }, async (request) => {
    await expect(openXlsx(request)).rejects.toThrow('stopped');
    expect(await isEmptyFolder(request.temporary)).toBe(true);
  });
  const late = new AbortController();
  await withFile(bytes, { signal: late.signal }, async (request) => {
    const reading = await openXlsx(request);
    late.abort(new Error('stopped'));
    const drain = async () => {
      if (reading.kind === 'table')
        for await (const batch of reading.rows) expect(batch.length).toBeGreaterThan(0);
    };
    await expect(drain()).rejects.toThrow('stopped');
  });
});
