import type { FoundTable } from '../cell.ts';

/** Every text of a table made of XML must stand in the file: nothing may be invented. */
export const inventedComplaint = (bytes: Buffer, found: FoundTable): string | undefined => {
  const source = ['utf-8', 'windows-1252', 'utf-16le']
    .map((label) => decodedReferences(new TextDecoder(label).decode(bytes)))
    .join('\n')
    .replaceAll(/\s+/g, ' ');
  for (const [index, { name, type }] of found.columns.entries()) {
    if (type !== 'STRING') continue;
    for (const [row, cells] of found.rows.entries()) {
      const cell = cells[index];
      if (typeof cell === 'string' && !source.includes(cell.replaceAll(/\s+/g, ' '))) {
        return `row ${row + 1}, column ${name}: “${cell.slice(0, 100)}” does not stand in the file`;
      }
    }
  }
  return undefined;
};

const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodedReferences = (text: string): string =>
  text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (name !== undefined) return names[name] ?? whole;
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
