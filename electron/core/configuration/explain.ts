import type { z } from 'zod';
import { Fault } from '../../contract/fault.ts';
import { mostSimilar } from './nearest.ts';

/** Tells the line (1-based) of a place in the configuration's text. */
export type LineOf = (path: readonly PropertyKey[], onKey: boolean) => number | undefined;

/** `connections[0].tables[2].primaryKey`, as a person would write it. */
export const placeName = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (name, part) =>
      typeof part === 'number' ? `${name}[${part}]` : name === '' ? String(part) : `${name}.${String(part)}`,
    '',
  );

/**
 * The first problem of a configuration as a fault that names file, line, key and, for an unknown key, the nearest that
 * is known there.
 */
export const explain = (
  error: z.ZodError,
  file: string,
  knownKeys: (path: readonly PropertyKey[]) => readonly string[],
  lineOf: LineOf,
): Fault => {
  const issue = error.issues.map(deepest).toSorted((a, b) => rank(a) - rank(b))[0];
  if (issue === undefined) return new Fault('configuration.invalid', { path: file });
  if (issue.code === 'unrecognized_keys') {
    const key = String(issue.keys[0]);
    const path = [...issue.path, key];
    const known = knownKeys(issue.path);
    const suggestion = mostSimilar(key, known);
    const line = lineOf(path, true);
    return new Fault('configuration.unknownKey', {
      path: file,
      key: placeName(path),
      ...(line === undefined ? {} : { line }),
      ...(suggestion === undefined ? {} : { suggestion, expected: known.join(', ') }),
    });
  }
  const line = lineOf(issue.path, false);
  return new Fault('configuration.invalid', {
    path: file,
    key: issue.path.length === 0 ? 'the document' : placeName(issue.path),
    reason: issue.message,
    ...(line === undefined ? {} : { line }),
  });
};

type Issue = z.core.$ZodIssue;

/** An unknown key is the likeliest cause of what else is missing, so it is told first. */
const rank = (issue: Issue): number => (issue.code === 'unrecognized_keys' ? 0 : 1);

/** Inside a union, the branch that got furthest says most. */
const deepest = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors
    .flat()
    .map((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
  const unknown = branches.find((inner) => inner.code === 'unrecognized_keys');
  return unknown ?? branches.toSorted((a, b) => b.path.length - a.path.length)[0] ?? issue;
};
