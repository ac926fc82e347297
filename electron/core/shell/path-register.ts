/**
 * The paths that the window may name: those that a person picked in a dialog of the main process, and those that the
 * settings hold already. Everything else that claims to be a path is refused.
 */
export class PathRegister {
  readonly #picked = new Set<string>();
  readonly #known: () => Iterable<string>;

  constructor(known: () => Iterable<string>) {
    this.#known = known;
  }

  /** A person chose this path just now. */
  pick(path: string): void {
    this.#picked.add(path);
  }

  allows(path: string): boolean {
    if (this.#picked.has(path)) return true;
    for (const known of this.#known()) if (known === path) return true;
    return false;
  }

  /** The first of these that is not allowed; undefined where all are. */
  firstRefused(paths: Iterable<string>): string | undefined {
    for (const path of paths) if (!this.allows(path)) return path;
    return undefined;
  }
}
