import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../electron/headless/main.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What stands in the system's temporary folder and in the home folder afterwards. */
  readonly left: readonly string[];
}

/** What a test does while the demo runs; it is called with everything that was printed so far. */
export type Watching = (child: ReturnType<typeof spawn>, printed: string) => void;

/** Runs `sluice demo` as a person does, with a temporary folder and a home of its own. */
export const runDemo = async (
  flags: readonly string[] = [],
  watching: Watching = () => undefined,
): Promise<Ended> => {
  const root = await mkdtemp(join(tmpdir(), 'demo-run-'));
  try {
    const child = spawn(process.execPath, [program, 'demo', ...flags], {
      cwd: root,
      env: { ...process.env, TMPDIR: root, TEMP: root, TMP: root, HOME: root, USERPROFILE: root },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      watching(child, stdout);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const [code] = (await once(child, 'close')) as [number | null];
    const left = (await readdir(root)).filter((name) => name !== 'node-compile-cache');
    return { code, stdout, stderr, left };
  } finally {
    await rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
};
