import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Log, LogLevel } from '../../core/shell/files.ts';

export interface LogSettings {
  readonly folder: string;
  /** The first part of the file names. */
  readonly name: string;
  readonly level: LogLevel;
  /** A file that grew beyond this is set aside, in bytes. */
  readonly maxBytes?: number;
  /** How many set-aside files are kept. */
  readonly keep?: number;
}

const ranks: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };
const longestLine = 16_000;

/** Members that could hold a secret are never written, whoever hands them in. */
const secretMember = /secret|password|token|authorization|accesskey$/i;

const lineOf = (level: LogLevel, message: string, details: Readonly<Record<string, unknown>>): string => {
  const own = { at: new Date().toISOString(), level, message };
  const text = JSON.stringify(
    // whatever the details are called, a line says when and what of its own accord
    { ...own, ...details, ...own },
    (key, value: unknown) => {
      if (secretMember.test(key)) return '[not written]';
      if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
      return typeof value === 'bigint' ? String(value) : value;
    },
  );
  return `${text.length > longestLine ? `${text.slice(0, longestLine)}…` : text}\n`;
};

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** A log file, one JSON object a line, that is set aside as `name.1.log`, `name.2.log` … when it has grown. */
export const openLog = (settings: LogSettings): Log => {
  const { folder, name, maxBytes = 2 * 1024 ** 2, keep = 5 } = settings;
  mkdirSync(folder, { recursive: true });
  const fileNumber = (number: number): string =>
    path.join(folder, number === 0 ? `${name}.log` : `${name}.${number}.log`);
  let { level: limit } = settings;
  let size = sizeOf(fileNumber(0));

  const rotate = (): void => {
    rmSync(fileNumber(keep), { force: true });
    for (let number = keep - 1; number >= 0; number -= 1) {
      if (sizeOf(fileNumber(number)) > 0) renameSync(fileNumber(number), fileNumber(number + 1));
    }
    size = 0;
  };

  return {
    folder,
    setLevel: (level) => {
      limit = level;
    },
    write: (level, message, details = {}) => {
      if (ranks[level] > ranks[limit]) return;
      const line = lineOf(level, message, details);
      try {
        if (size > 0 && size + line.length > maxBytes) rotate();
        appendFileSync(fileNumber(0), line);
        size += Buffer.byteLength(line);
      } catch {
        // A full disk must not end the program for want of a log line.
      }
    },
  };
};
