// `npm run screenshots`: the set for README and docs, with real data from the engine and the sandbox.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { customersCsv } from './customers.ts';
import { shots } from './shots.ts';

const root = path.resolve(import.meta.dirname, '../..');
const images = path.join(root, 'docs/images');
const folder = path.join(tmpdir(), 'sluice');
const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];
/** Samples are dropped so many times, so that the history has something to tell. */
const rounds = 4;

const buildWindow = (): void => {
  execFileSync(
    process.execPath,
    [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '-c', 'build/vite/renderer.config.ts'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } },
  );
};

/** Starts `sluice run --ui` and resolves with the address that it prints. */
const startService = (): Promise<{ readonly service: ChildProcess; readonly address: string }> =>
  new Promise((resolve, reject) => {
    const service = spawn(
      process.execPath,
      [
        'electron/headless/main.ts',
        'run',
        '--config',
        path.join(folder, 'sluice.yaml'),
        '--data',
        path.join(folder, 'data'),
        '--ui',
      ],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    service.once('exit', (code) => reject(new Error(`sluice run ended with ${String(code)}`)));
    for (const stream of [service.stdout, service.stderr]) {
      createInterface(stream).on('line', (line) => {
        const address = /http:\/\/\S+token=\S+/.exec(line)?.[0];
        if (address !== undefined) resolve({ service, address });
      });
    }
  });

/** Calls the engine through the window's own door. */
const call = (page: Page, name: string, input: unknown): Promise<unknown> =>
  page.evaluate(
    `fetch('/call/${name}', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: ${JSON.stringify(JSON.stringify(input))} }).then((response) => response.json())`,
  );

const drop = (page: Page, table: string, name: string, content: string): Promise<unknown> =>
  page.evaluate(
    ([address, body]) =>
      fetch(String(address), { method: 'PUT', body: String(body) }).then((response) => response.json()),
    [`/drop/sandbox/${table}/${name}`, content],
  );

interface Lane {
  readonly waiting: number;
  readonly inWork: number;
  readonly delivered: number;
  readonly folderState: { readonly settling: number } | null;
}

const lanesNow = `fetch('/call/window.snapshot', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' })
  .then((response) => response.json())
  .then(({ value }) => value.status.connections.flatMap((one) => one.tables))`;

/** Whatever was rejected has been looked at. */
const dismissAll = async (page: Page): Promise<void> => {
  const rejected = (await call(page, 'history.page', {
    query: { states: ['rejected'] },
    sort: { by: 'arrived', descending: true },
    offset: 0,
    limit: 100,
  })) as { readonly value: { readonly rows: readonly { readonly id: number }[] } };
  await call(page, 'deliveries.dismiss', { ids: rejected.value.rows.map(({ id }) => id) });
};

/** Everything on the way has arrived. */
const idle = async (page: Page): Promise<void> => {
  for (;;) {
    await setTimeout(1_000);
    const lanes = await page.evaluate<readonly Lane[]>(lanesNow);
    const rests = (lane: Lane): boolean =>
      lane.waiting + lane.inWork + (lane.folderState?.settling ?? 0) === 0 && lane.delivered > 0;
    if (lanes.length > 0 && lanes.every(rests)) return;
  }
};

const main = async (): Promise<void> => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(images, { recursive: true });
  buildWindow();
  const { service, address } = await startService();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const first = await browser.newPage({ locale: 'en-US' });
    await first.goto(address);
    const { origin } = new URL(address);
    const storage = await first.context().storageState();
    const everywhere = async (wanted: readonly string[]): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const viewport of sizes) {
          const context = await browser.newContext({
            storageState: storage,
            viewport,
            colorScheme,
            locale: 'en-US',
            reducedMotion: 'reduce',
          });
          const page = await context.newPage();
          for (const shot of shots.filter(({ name }) => wanted.includes(name))) {
            await page.goto(`${origin}/#${shot.path}`);
            await page.locator('main h1').waitFor();
            await shot.prepare?.(page, folder);
            await page.screenshot({
              path: path.join(images, `${shot.name}-${colorScheme}-${viewport.width}.png`),
            });
          }
          await context.close();
        }
      }
    };

    await everywhere(['first-run']);
    for (let round = 0; round < rounds; round += 1) {
      await call(first, 'sandbox.try', {});
      await idle(first);
    }
    for (let part = 1; part <= 6; part += 1)
      await drop(first, 'customer', `Kundenstamm_${part}.tsv`, customersCsv(part * 100_000, 2_500));
    await idle(first);
    await everywhere(
      shots.map(({ name }) => name).filter((name) => name !== 'first-run' && name !== 'overview'),
    );

    // the overview shows files on their way, and nothing that a person has seen to
    await dismissAll(first);
    for (let part = 1; part <= 9; part += 1)
      await drop(first, 'customer', `Kundenstamm_full_${part}.tsv`, customersCsv(part * 1_000_000, 250_000));
    await everywhere(['overview']);
  } finally {
    await browser.close();
    service.removeAllListeners('exit');
    service.kill('SIGTERM');
    await new Promise((resolve) => service.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
  const taken = readdirSync(images).filter((name) => name.endsWith('.png'));
  const bytes = taken.reduce((sum, name) => sum + statSync(path.join(images, name)).size, 0);
  console.log(`${taken.length} images in docs/images, ${Math.round(bytes / 1_000)} kB`);
};

await main();
