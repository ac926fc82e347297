import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

/** What a run came to. Errors outside tests, and files that could not be run, count as failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Writes the counts of a run as JSON to the file that SLUICE_TEST_COUNTS names; does nothing where it names none. */
export const countReporter = (): Reporter => ({
  onTestRunEnd(modules, unhandledErrors) {
    const path = process.env['SLUICE_TEST_COUNTS'];
    if (path === undefined || path === '') return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state).length;
    const outside = modules.flatMap((module) => [
      ...module.errors(),
      ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
    ]);
    const counts: Counts = {
      passed: inState('passed'),
      failed: inState('failed') + outside.length + unhandledErrors.length,
      skipped: inState('skipped') + inState('pending'),
    };
    writeFileSync(path, JSON.stringify(counts));
  },
});
