import { visible } from './visible.ts';

/** Bytes as people read them: 1,204 B, 52.3 kB, 1.2 GB. */
export const bytes = (count: number): string => {
  if (count < 1000) return `${count} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = count / 1000;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit] ?? ''}`;
};

export const count = (value: number): string => value.toLocaleString('en');

export const rows = (value: number): string => `${count(value)} ${value === 1 ? 'row' : 'rows'}`;

export const columns = (value: number): string => `${count(value)} ${value === 1 ? 'column' : 'columns'}`;

/** Columns of text, aligned; right for those named. */
export const table = (
  given: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string => {
  const lines = given.map((line) => line.map(visible));
  const widths = (lines[0] ?? []).map((_, index) =>
    Math.max(...lines.map((line) => (line[index] ?? '').length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, index) =>
          right.has(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
