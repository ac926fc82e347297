import { shellWords } from '../contract/words/shell.ts';

/** What to say to somebody who starts the desktop app with `--headless`; undefined for everybody else. */
export const headlessRefusal = (argv: readonly string[]): string | undefined =>
  argv.slice(1).some((argument) => argument === '--headless' || argument.startsWith('--headless='))
    ? shellWords.en.headlessRefused
    : undefined;
