const MOST_BREAKS = 500_000;

/** In which line of the file a data row begins: rows mostly follow each other line by line, so only the breaks are kept. */
export class LineIndex {
  readonly #rows: number[] = [];
  readonly #lines: number[] = [];
  #lastLine = Number.NaN;
  #complete = true;

  /** To be called for rows 1, 2, 3, … */
  add(row: number, line: number): void {
    if (line !== this.#lastLine + 1) {
      if (this.#rows.length < MOST_BREAKS) {
        this.#rows.push(row);
        this.#lines.push(line);
      } else this.#complete = false;
    }
    this.#lastLine = line;
  }

  /** Undefined where it is not known. */
  lineOf(row: number): number | undefined {
    let low = 0;
    let high = this.#rows.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#rows[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    const start = this.#rows[low];
    const line = this.#lines[low];
    if (start === undefined || line === undefined || (!this.#complete && low === this.#rows.length - 1))
      return undefined;
    return line + row - start;
  }
}
