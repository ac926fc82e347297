/**
 * The paths that the window may name: those that a person picked in a dialog of the main process or dropped, those that
 * the program itself showed, and those that the settings hold already. Everything else that claims to be a path is refused.
 */
export class PathRegister {
  readonly #picked = new Set<string>();
  readonly #walked = new Set<string>();
  readonly #known: () => Iterable<string>;

  constructor(known: () => Iterable<string>) {
    this.#known = known;
  }

  /** A person chose this path just now. */
  pick(path: string): void {
    this.#picked.add(path);
  }

  /** A person looked into this folder: what lies directly in it, or is to be made there, may be chosen. */
  walk(folder: string): void {
    this.#walked.add(withoutEnd(folder));
    this.#picked.add(folder);
  }

  allows(path: string): boolean {
    if (this.#picked.has(path)) return true;
    for (const known of this.#known()) if (known === path) return true;
    const split = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    const name = path.slice(split + 1);
    if (split === -1 || name === '' || name === '.' || name === '..') return false;
    return this.#walked.has(withoutEnd(path.slice(0, split + 1)));
  }

  /** The first of these that is not allowed; undefined where all are. */
  firstRefused(paths: Iterable<string>): string | undefined {
    for (const path of paths) if (!this.allows(path)) return path;
    return undefined;
  }
}

const withoutEnd = (folder: string): string => folder.replace(/[\\/]+$/, '');
