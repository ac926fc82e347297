import { workbookFile, type FixtureCell, type FixtureSheet } from '../../fixtures/readers/workbook-file.ts';

export interface DrawnSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Cells between `|`: `"text"` or text, a number, `45292 as dd.mm.yyyy`, `TRUE`, `#N/A`, nothing. */
  readonly drawing: string;
}

/** The bytes of a workbook whose sheets a page draws. */
export const drawnWorkbook = (sheets: readonly DrawnSheet[]): Buffer => {
  const formats: string[] = [];
  return workbookFile({
    sheets: sheets.map(({ name, hidden, drawing }): FixtureSheet => ({
      name,
      ...(hidden ? { state: 'hidden' as const } : {}),
      rows: drawing
        .trimEnd()
        .split('\n')
        .map((line) => line.split('|').map((cell) => cellOf(cell.trim(), formats))),
    })),
    formats,
  });
};

const cellOf = (text: string, formats: string[]): FixtureCell => {
  if (text === '') return null;
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  if (/^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?)$/.test(text)) return { error: text };
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  const [, number, format] = /^(-?\d+(?:\.\d+)?) as (.+)$/.exec(text) ?? [];
  if (number === undefined || format === undefined) return text;
  if (!formats.includes(format)) formats.push(format);
  return { n: number, style: formats.indexOf(format) + 1 };
};
