import type { z } from 'zod';
import { Fault } from '../../contract/fault.ts';
import { issueWords } from './issue-words.ts';
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
    const secret = secretKey(key, path, file, lineOf);
    if (secret !== undefined) return secret;
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
    ...issueWords(issue),
    ...(line === undefined ? {} : { line }),
  });
};

/** Somebody wrote an access key or a secret down, where it must not stand. */
const secretKey = (
  key: string,
  path: readonly PropertyKey[],
  file: string,
  lineOf: LineOf,
): Fault | undefined => {
  if (!/secret|password|token|access_?key/i.test(key)) return undefined;
  const line = lineOf(path, true);
  return new Fault('configuration.invalid', {
    path: file,
    key: placeName(path),
    reason: 'access keys and secrets never stand in a configuration',
    suggestion: 'Take it out, and store it with: sluice credentials set NAME.',
    ...(line === undefined ? {} : { line }),
  });
};

type Issue = z.core.$ZodIssue;

/** An unknown key is the likeliest cause of what else is missing, so it is told first. */
const rank = (issue: Issue): number => (issue.code === 'unrecognized_keys' ? 0 : 1);

/** Inside a union, the branch whose keys are all known and that got furthest says most. */
const deepest = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue;
  const branches = issue.errors.map((branch) =>
    branch.map((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const isUnknown = (inner: Issue) => inner.code === 'unrecognized_keys';
  const furthest = (some: readonly Issue[]) => some.toSorted((a, b) => b.path.length - a.path.length)[0];
  const meant = furthest(branches.filter((branch) => !branch.some(isUnknown)).flat());
  if (meant !== undefined && meant.path.length > issue.path.length) return meant;
  const own = issue.message === 'Invalid input' ? meant : issue;
  return branches.flat().find(isUnknown) ?? own ?? issue;
};
