import { expect, test } from 'vitest';
import { cutOf } from '../../../renderer/ui/path-cut.ts';

const parts = (text: string): readonly string[] => [text.slice(0, cutOf(text)), text.slice(cutOf(text))];

test('a path gives way before its last folders, a name before its end', () => {
  expect(parts('/srv/exports/finance/drop/invoice')).toEqual(['/srv/exports', '/finance/drop/invoice']);
  expect(parts(String.raw`C:\exports\sap\very-long-client\vbak`)).toEqual([
    String.raw`C:\exports\sap`,
    String.raw`\very-long-client\vbak`,
  ]);
  expect(parts('Auftragsköpfe_2024-Q1.csv')).toEqual(['Auftragsköpfe_20', '24-Q1.csv']);
  expect(parts('a.csv')).toEqual(['', 'a.csv']);
});
