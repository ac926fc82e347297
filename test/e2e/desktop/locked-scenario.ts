// Run by `secrets.test.ts` inside a session with a keyring of its own: the app is started while the keyring is locked, and
// the keyring is opened again under it. Prints what it saw as JSON.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { keys } from '../../support/sluice.ts';
import { unlockKeyring } from '../../keychain/unlock-keyring.ts';
import { lockCommand } from '../../keychain/with-keyring.ts';
import { connectionNow, csv, rigWith, stateNow, tableNow } from './rig.ts';
import { call, logText, useKeychain, valueOf } from './window.ts';

export interface SeenLocked {
  readonly locked: boolean;
  /** The state of the whole, of the connection, and what is said of it, while it is locked. */
  readonly state: string;
  readonly connection: string | undefined;
  readonly sentence: string;
  readonly message: string | null | undefined;
  readonly tray: string | undefined;
  /** What the window is answered that looks at the credentials, or sets them. */
  readonly credentials: unknown;
  readonly set: unknown;
  readonly deliveredWhileLocked: number | undefined;
  readonly unlocked: boolean;
  readonly delivered: number | undefined;
  readonly stateAfter: string;
  readonly crashes: boolean;
  readonly code: number | null;
}

const run = ([program = '', ...rest]: readonly string[]): boolean =>
  spawnSync(program, rest, { stdio: 'ignore' }).status === 0;

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let attempt = 0; attempt < 600 && !(await holds()); attempt += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
};

const rig = await rigWith(['order']);
const first = await rig.launch();
const page = await first.page();
await rig.setUp(first, page);
await useKeychain(page);
const access = {
  connection: 'dev',
  accessKeyId: keys.SLUICE_TEST_KEY,
  secretAccessKey: keys.SLUICE_TEST_SECRET,
};
await valueOf(page, 'credentials.set', access);
await first.quit();

const locked = run(lockCommand);
writeFileSync(path.join(rig.folderOf('order'), 'one.csv'), csv(1));
const app = await rig.launch(first.userData);
const again = await app.page();
await until(async () => (await stateNow(again)) === 'stopped');
const tray = (): Promise<string | undefined> =>
  app.evaluate(({ standIn }) => standIn?.Tray.shown[0]?.image.path.split('/').at(-1));
await until(async () => (await tray())?.startsWith('tray-stopped') !== false);
const held = await connectionNow(again);
const whileLocked = {
  state: await stateNow(again),
  connection: held?.state,
  sentence: (await valueOf(again, 'window.snapshot', {})).status.sentence,
  message: held?.message,
  tray: await tray(),
  credentials: await call(again, 'credentials.state', { connection: 'dev' }),
  set: await call(again, 'credentials.set', access),
  deliveredWhileLocked: (await tableNow(again, 'order'))?.delivered,
};
const unlocked = await unlockKeyring();
await until(async () => (await tableNow(again, 'order'))?.delivered === 1);
const seen: SeenLocked = {
  locked,
  ...whileLocked,
  unlocked,
  delivered: (await tableNow(again, 'order'))?.delivered,
  stateAfter: await stateNow(again),
  crashes: /nobody caught|nobody awaited|a process is gone/.test(logText(app)),
  code: await app.quit(),
};
await app.remove();
await rig.remove();
process.stdout.write(`${JSON.stringify(seen)}\n`);
