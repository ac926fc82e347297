import type { Verdict } from './judge-case.ts';

type Counts = Record<Verdict['kind'], number>;

/** The verdicts by category, as one table. */
export class FidelityTable {
  readonly #counts = new Map<string, Counts>();

  add(category: string, { kind }: Verdict): void {
    const counts = this.#counts.get(category) ?? { exact: 0, refused: 0, wrong: 0 };
    counts[kind] += 1;
    this.#counts.set(category, counts);
  }

  get wrong(): number {
    return [...this.#counts.values()].reduce((sum, counts) => sum + counts.wrong, 0);
  }

  get text(): string {
    const all = [...this.#counts];
    const sum = (kind: keyof Counts) => all.reduce((total, [, counts]) => total + counts[kind], 0);
    const total: Counts = { exact: sum('exact'), refused: sum('refused'), wrong: sum('wrong') };
    const lines = [...all, ['all', total] as const].map(([category, { exact, refused, wrong }]) =>
      [category, exact + refused + wrong, exact, refused, wrong].map(String),
    );
    const rows = [['category', 'files', 'exact', 'refused with reason', 'wrong'], ...lines];
    const widths =
      rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
    const line = (row: readonly string[]) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ');
    const rule = widths.map((width) => '-'.repeat(width)).join('  ');
    const [head = [], ...body] = rows;
    return [line(head), rule, ...body.map(line)].join('\n');
  }
}
