// First paint, scrolling through a million deliveries and 2,000 events a second, in Debian's Chromium: npm run bench:window
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { serveEngine } from '../../../electron/compose/ui.ts';
import { buildWindow } from '../../support/window.ts';
import { measureEvents } from './many-events.ts';
import { connectionId, rowCount, tables, writeMillionRows } from './million-rows.ts';

const given = process.argv[2];
const folder = given ?? mkdtempSync(join(tmpdir(), 'sluice-bench-live-'));
const windowFiles = mkdtempSync(join(tmpdir(), 'sluice-bench-built-'));
const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The window's configuration for the journal's lanes; nothing listens where it points. */
const configuration = (): string =>
  JSON.stringify({
    connections: [
      {
        name: 'prod',
        endpoint: 'http://127.0.0.1:9/api/data-ingestion',
        connectionId,
        credentials: { env: ['NO_KEY', 'NO_SECRET'] },
        tables: tables.map((name) => {
          mkdirSync(join(folder, 'drop', name), { recursive: true });
          return { name, folder: join(folder, 'drop', name) };
        }),
      },
    ],
  });

interface Frames {
  readonly frames: number;
  readonly longest: number;
  readonly over50: number;
  readonly longestTask: number;
}

/** Runs in the page, where this program's types do not reach. */
const scrollIn = `async (milliseconds) => {
  const scroller = [...document.querySelectorAll('.grid, .grid *')].find(
    (one) => one.scrollHeight > one.clientHeight + 100,
  );
  if (scroller === undefined) throw new Error('nothing scrolls');
  let longestTask = 0;
  const tasks = new PerformanceObserver((seen) => {
    for (const { duration } of seen.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  tasks.observe({ type: 'longtask' });
  const apart = [];
  await new Promise((resolve) => {
    const began = performance.now();
    let before = began;
    const step = (now) => {
      apart.push(now - before);
      before = now;
      // slow, fast, and leaps of the scroll bar
      const turn = apart.length % 90;
      if (turn === 0) scroller.scrollTop = Math.random() * scroller.scrollHeight;
      else scroller.scrollTop += turn < 45 ? 60 : 1200;
      if (now - began < milliseconds) requestAnimationFrame(step);
      else resolve();
    };
    requestAnimationFrame(step);
  });
  tasks.disconnect();
  const frames = apart.slice(1);
  return {
    frames: frames.length,
    longest: Math.max(...frames),
    over50: frames.filter((one) => one > 50).length,
    longestTask,
  };
}`;

/** Scrolls at every frame for some seconds, and looks at how far the frames lie apart. */
const scroll = (page: Page, seconds: number): Promise<Frames> =>
  page.evaluate<Frames>(`(${scrollIn})(${seconds * 1000})`);

const firstPaint = `performance.getEntriesByName('first-contentful-paint')[0].startTime -
  performance.getEntriesByType('navigation')[0].responseEnd`;

try {
  if (given === undefined) writeMillionRows(folder);
  writeFileSync(join(folder, 'sluice.json'), configuration());
  await buildWindow(windowFiles);
  const served = await serveEngine({
    configurationFile: join(folder, 'sluice.json'),
    dataDirectory: folder,
    program: 'a bench',
    version: '0.0.0',
    address: { host: '127.0.0.1', port: 0 },
    onEvent: () => undefined,
    windowFiles,
    engine: { environment: {}, watching: false },
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    say(`load ${loadavg()[0]?.toFixed(1)} on this machine`);
    await page.goto(served.url);
    await page.locator('main h1').waitFor();
    const paints: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      await page.reload();
      await page.locator('main h1').waitFor();
      paints.push(await page.evaluate<number>(firstPaint));
    }
    say(
      `first paint after the document: ${paints.map((one) => Math.round(one)).join(', ')} ms (wanted: 300)`,
    );

    const began = performance.now();
    await page.evaluate("location.hash = '/history'");
    await page.locator('[role=row][aria-rowindex]').nth(5).waitFor();
    say(
      `History with ${rowCount} rows shows its rows after ${Math.round(performance.now() - began)} ms (wanted: 300)`,
    );
    const session = await page.context().newCDPSession(page);
    // in the thread's own time: what others do on this machine does not count
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
    };
    const before = await busy();
    const { frames, longest, over50, longestTask } = await scroll(page, 8);
    const perFrame = (((await busy()) - before) * 1000) / frames;
    say(
      `scrolled for 8 s: ${frames} frames, the longest ${longest.toFixed(0)} ms, ${over50} over 50 ms; longest task ${longestTask.toFixed(0)} ms; ${perFrame.toFixed(1)} ms of the thread a frame (wanted: none over 50)`,
    );
    await page.close();
    await served.close();
    await measureEvents({ browser, windowFiles, perSecond: 2_000, seconds: 10, say });
  } finally {
    await browser.close();
    await served.close();
  }
} finally {
  rmSync(windowFiles, { recursive: true, force: true });
  if (given === undefined) rmSync(folder, { recursive: true, force: true });
}
