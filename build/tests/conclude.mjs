// The last line of .ci/run, and its exit code: node conclude.mjs COUNTS-FILE EXIT-CODE-OF-THE-TESTS FAILED-CHECKS
import { readFileSync } from 'node:fs';

const [, , file = '', testsEndedWith = '1', failedChecks = '0'] = process.argv;

/** Where the test runner died before it could count, nothing is known but that it failed. */
const counted = () => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
};

const { passed, failed, skipped } = counted();
// A run can also fail after its tests: something was left behind, or nothing ran at all.
const unexplained = failed === 0 && (testsEndedWith !== '0' || passed === 0) ? 1 : 0;
const all = failed + unexplained + Number(failedChecks);
process.stdout.write(`${passed} passed, ${all} failed, ${skipped} skipped\n`);
process.exitCode = all === 0 ? 0 : 1;
