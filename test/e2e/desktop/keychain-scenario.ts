// Run by `secrets.test.ts` inside a session with a keyring of its own: sets credentials through the window, delivers a
// file with them, and looks for the secret wherever it could have been left. Prints what it saw as JSON.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processesOf } from '../../../build/tests/leftovers.ts';
import { launch } from '../../electron/launch.ts';
import { connectionId, keys } from '../../support/sluice.ts';
import { csv, rigWith, tableNow } from './rig.ts';
import { call, inPage, useKeychain, willPick } from './window.ts';

export interface Seen {
  readonly backend: string;
  readonly set: unknown;
  readonly state: unknown;
  readonly delivered: number;
  /** Places where the secret was found. */
  readonly found: readonly string[];
  /** Places where the access key was found, which is no secret: proof that the search finds something. */
  readonly foundAccessKey: readonly string[];
  /** How many places were looked at: files, replies, pushes, arguments. */
  readonly looked: number;
}

const secret = keys.SLUICE_TEST_SECRET;

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

const rig = await rigWith(['order']);
const app = await launch();
const texts = new Map<string, string>();
let answers = 0;
const noted = <Answer>(name: string, answer: Answer): Answer => {
  answers += 1;
  texts.set(`answer ${answers} of ${name}`, JSON.stringify(answer));
  return answer;
};

const page = await app.page();
await inPage(
  page,
  `(() => { window.pushes = []; window.sluice.subscribe((push) => window.pushes.push(push)); })()`,
);
await rig.setUp(app, page);
await useKeychain(page);

const set = noted(
  'credentials.set',
  await call(page, 'credentials.set', {
    connection: 'dev',
    accessKeyId: keys.SLUICE_TEST_KEY,
    secretAccessKey: secret,
  }),
);
const state = noted('credentials.state', await call(page, 'credentials.state', { connection: 'dev' }));

let delivered = 0;
if (set.ok) {
  writeFileSync(path.join(rig.folderOf('order'), 'one.csv'), csv(1));
  for (let attempt = 0; attempt < 600 && delivered === 0; attempt += 1) {
    delivered = (await tableNow(page, 'order'))?.delivered ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
for (const name of ['configuration.get', 'configuration.export', 'window.snapshot', 'about.get'] as const) {
  noted(name, await call(page, name, {}));
}
noted('about.logs', await call(page, 'about.logs', { lines: 2_000 }));
noted('history.detail', await call(page, 'history.detail', { id: 1 }));
await willPick(app, path.join(app.userData, 'nothing'));
texts.set('pushes', await inPage<string>(page, `JSON.stringify(window.pushes)`));
texts.set('the page', await page.content());
for (const { pid, command } of processesOf(app.userData)) texts.set(`arguments of ${pid}`, command);
await app.quit();
texts.set('output', app.output());
for (const file of filesBelow(app.userData)) texts.set(file, readFileSync(file, 'latin1'));

const placesOf = (wanted: string): readonly string[] =>
  [...texts].filter(([, text]) => text.includes(wanted)).map(([place]) => place);

const seen: Seen = {
  backend: app.backend,
  set,
  state,
  delivered,
  found: placesOf(secret),
  foundAccessKey: placesOf(keys.SLUICE_TEST_KEY),
  looked: texts.size,
};
await app.remove();
await rig.remove();
process.stdout.write(`${JSON.stringify({ ...seen, connectionId })}\n`);
