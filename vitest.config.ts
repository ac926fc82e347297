import { defineConfig } from 'vitest/config';
import { countReporter } from './build/tests/count-reporter.ts';

const seconds = 1_000;

/** One kind of test: its folder, and how long one of its tests may take. */
const kind = (name: string, testTimeout: number) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout },
});

export default defineConfig({
  test: {
    globalSetup: ['build/tests/global-setup.ts'],
    reporters: ['default', countReporter()],
    pool: 'forks',
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    projects: [
      kind('unit', 20 * seconds),
      kind('exam', 60 * seconds),
      kind('integration', 120 * seconds),
      kind('e2e', 180 * seconds),
    ],
  },
});
