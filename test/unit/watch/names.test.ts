import { describe, expect, it } from 'vitest';
import { chooser, ignoredFolder } from '../../../electron/core/watch/names.ts';
import { compareNames } from '../../../electron/core/watch/order.ts';

const all = { include: [], exclude: [], doneMarker: 'none' } as const;

describe('ignored names', () => {
  it.each([
    '~$book.xlsx',
    '.~lock.book.ods#',
    'a.tmp',
    'A.TMP',
    'a.csv.part',
    'a.filepart',
    'a.crdownload',
    'a.csv~',
    '.hidden',
    'Thumbs.db',
    'THUMBS.DB',
    'desktop.ini',
    'sub/~$book.xlsx',
  ])('%s', (name) => {
    expect(chooser(all)(name)).toBe('ignored');
  });

  it.each([
    'a.csv',
    'tmp',
    'part.csv',
    'a~b.csv',
    'thumbs.db.csv',
    'a$.csv',
    '_delivered',
    ' .csv',
    'a\nb.csv',
    '🚚.csv',
  ])('%j is not one of them', (name) => {
    expect(chooser(all)(name)).toBe('file');
  });

  it('folders with archived files, in any case of letters, and hidden folders are not entered', () => {
    expect(['_delivered', '_rejected', '_Delivered', '.git'].every(ignoredFolder)).toBe(true);
    expect(['delivered', '2026', '_delivered_'].some(ignoredFolder)).toBe(false);
  });
});

describe('include and exclude', () => {
  it('a pattern without a slash looks at the last part of the name, without regard to case', () => {
    const verdict = chooser({ ...all, include: ['orders*.csv'] });
    expect(verdict('orders_1.csv')).toBe('file');
    expect(verdict('ORDERS.CSV')).toBe('file');
    expect(verdict('2026/orders.csv')).toBe('file');
    expect(verdict('invoices.csv')).toBe('ignored');
  });

  it('a pattern with a slash looks at the whole name', () => {
    const verdict = chooser({ ...all, include: ['2026/**/*.csv'] });
    expect(verdict('2026/a.csv')).toBe('file');
    expect(verdict('2026/05/a.csv')).toBe('file');
    expect(verdict('2025/a.csv')).toBe('ignored');
  });

  it('what is excluded is not taken although it is included', () => {
    const verdict = chooser({ ...all, include: ['*.{csv,json}'], exclude: ['*_test.*'] });
    expect(verdict('a.csv')).toBe('file');
    expect(verdict('a_test.csv')).toBe('ignored');
  });

  it('a star means line breaks too', () => {
    expect(chooser({ ...all, include: ['*.csv'] })('a\nb.csv')).toBe('file');
    expect(chooser({ ...all, include: ['**/*.csv'] })('s\nub/\na.csv')).toBe('file');
  });

  it('cannot bring back what is always ignored', () => {
    expect(chooser({ ...all, include: ['*'] })('a.tmp')).toBe('ignored');
  });
});

describe('done markers', () => {
  it('are no files of the table, whatever its patterns say', () => {
    expect(chooser({ ...all, include: ['*.csv'], doneMarker: 'suffix' })('a.csv.done')).toBe('marker');
    expect(chooser({ ...all, include: ['*.csv'], doneMarker: 'success' })('day/_SUCCESS')).toBe('marker');
    expect(chooser({ ...all, doneMarker: 'success' })('a.csv.done')).toBe('file');
    expect(chooser(all)('_SUCCESS')).toBe('file');
  });
});

describe('natural order', () => {
  it('counts numbers as numbers and never calls different names equal', () => {
    const names = ['f10', 'f9', 'F1', 'f01', 'f1', 'e', 'ä', 'z'];
    expect(names.sort(compareNames)).toEqual(['ä', 'e', 'f01', 'f1', 'F1', 'f9', 'f10', 'z']);
    expect(compareNames('f1', 'f01')).not.toBe(0);
  });
});
