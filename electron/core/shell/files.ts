/** What the desktop app does with files of its own, and with files that a person drops on its window. */
export interface ShellFiles {
  /** The text of a file; undefined where there is none. Throws where it is longer than `limit` bytes or unreadable. */
  readText(path: string, limit: number): Promise<string | undefined>;
  /** Writes a file whole: it is either the new text or what it was before. Makes its folder. */
  writeWhole(path: string, text: string): Promise<void>;
  /** Nothing happens where there is no such file. */
  remove(path: string): Promise<void>;
  /** Renames a damaged file to a free name beside it, so that it is kept. Returns that name; undefined where it is gone. */
  setAside(path: string, label: string): string | undefined;
  /** Makes a folder with everything above it. */
  makeFolder(path: string): void;
}

/** What became of one dropped file. `copiedAs` is its name in the folder; without it, `refused` says why. */
export interface CopiedFile {
  readonly source: string;
  readonly copiedAs?: string;
  readonly refused?: 'notAFile' | 'alreadyThere' | 'gone' | 'folderMissing' | 'noSpace' | 'failed';
  readonly reason?: string;
}

/**
 * Copies files into a watched folder, one after the other, so that they arrive in the order given: each appears whole,
 * under a free name, with a later modification time than the one before. Never moves, never overwrites.
 */
export interface DropCopier {
  copyInto(folder: string, sources: readonly string[], signal: AbortSignal): Promise<readonly CopiedFile[]>;
}

export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

/** Lines for a person who looks for what went wrong. Details are facts; a secret is never among them. */
export interface Log {
  readonly folder: string;
  write(level: LogLevel, message: string, details?: Readonly<Record<string, unknown>>): void;
  setLevel(level: LogLevel): void;
}
