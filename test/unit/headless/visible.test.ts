import { expect, it } from 'vitest';
import { visible } from '../../../electron/headless/visible.ts';

it.each([
  ['a\nb', String.raw`a\nb`],
  ['\u001b[2Jgone', String.raw`\u001b[2Jgone`],
  ['gpj\u202efdp.csv', String.raw`gpj\u202efdp.csv`],
  ['Aufträge 2024 🚀.csv', 'Aufträge 2024 🚀.csv'],
])('%j is shown as %s', (text, shown) => {
  expect(visible(text)).toBe(shown);
});
