import type { Language } from './sentence.ts';
import { germanReasons, type Rule } from './reading.de.ts';

/** Why something of a file was read as it was: what it is about, and the reason. */
export interface Reason {
  /** The column it is about; undefined where it is about the file. */
  readonly column: string | undefined;
  readonly text: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What the first rule that fits says; a text that none fits stays as it is. */
export const saidBy = (rules: readonly Rule[], text: string): string => {
  for (const [pattern, say] of rules) {
    const match = pattern.exec(text);
    if (match !== null) return say(...match.slice(1).map((part) => part ?? ''));
  }
  return text;
};

/** A line of evidence as people read it. `columns` are the columns that the file has. */
export const reasonOf = (line: string, columns: readonly string[], language: Language): Reason => {
  const column = columns.find((name) => line.startsWith(`column ${name}: `));
  const plain = column === undefined ? line : line.slice(`column ${column}: `.length);
  return { column, text: capital(language === 'de' ? saidBy(germanReasons, plain) : plain) };
};

/** The notations that were found in the columns' values: "dd.MM.yyyy", "1.234,56". */
export const notationsIn = (
  evidence: readonly string[],
): { readonly dates: readonly string[]; readonly numbers: readonly string[] } => {
  const found = evidence.flatMap((line) => / values match (.+?)(?:, kept as text)?$/.exec(line)?.[1] ?? []);
  const distinct = [...new Set(found)];
  return {
    dates: distinct.filter((notation) => !/^1\D?2/.test(notation)),
    numbers: distinct.filter((notation) => /^1\D?2/.test(notation)),
  };
};
