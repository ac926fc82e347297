// `npm run start:stand-in`: the built app in Debian's Chromium. With a display it opens a window and stays until it is
// closed with Ctrl+C; without one it takes a screenshot every few seconds.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildDesktop } from '../../build/desktop/build.ts';
import { root } from './backend.ts';
import { freshUserData, launchStandIn } from './launch.ts';

const { values } = parseArgs({
  options: {
    'user-data-dir': { type: 'string' },
    /** How many screenshots to take without a display; 0: until Ctrl+C. */
    screenshots: { type: 'string', default: '0' },
    'no-build': { type: 'boolean', default: false },
  },
});
const headed = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

if (!values['no-build']) await buildDesktop();
const launched = await launchStandIn(values['user-data-dir'] ?? freshUserData(), {
  environment: headed ? { STAND_IN_HEADED: '1' } : {},
});
say(`backend: ${launched.backend}; settings and data: ${launched.userData}`);
const page = await launched.page();

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
launched.process.once('exit', () => stopping.abort());

if (!headed) {
  const folder = path.join(root, 'out/screenshots');
  mkdirSync(folder, { recursive: true });
  const most = Number(values.screenshots);
  for (let number = 1; !stopping.signal.aborted && (most === 0 || number <= most); number += 1) {
    const file = path.join(folder, `${String(number).padStart(3, '0')}.png`);
    await page.screenshot({ path: file });
    say(`screenshot: ${file}`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 3_000);
      stopping.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
} else {
  await new Promise<void>((resolve) =>
    stopping.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
process.exitCode = (await launched.quit()) ?? 0;
