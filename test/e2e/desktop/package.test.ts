import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuses } from '../../../build/packaging/fuses.ts';
import { isProgram } from '../../../build/packaging/programs.ts';
import { electronBinary, root } from '../../electron/backend.ts';
import { ensureBuilt } from '../../electron/built.ts';
import { launchStandIn } from '../../electron/launch.ts';
import { placeholderElectron } from '../../electron/placeholder-zip.ts';
import { keys } from '../../support/sluice.ts';
import { csv, rigWith, tableNow } from './rig.ts';
import { useKeychain, valueOf } from './window.ts';

const { devDependencies, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly devDependencies: { readonly electron: string };
};
const out = mkdtempSync(path.join(tmpdir(), 'sluice-make-'));
const temporary = path.join(out, 'tmp');
mkdirSync(temporary);

const make = (environment: Readonly<Record<string, string>>) =>
  spawnSync(process.execPath, ['build/packaging/make.ts', '--platform', 'linux', '--arch', 'x64'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      TMPDIR: temporary,
      SLUICE_OUT: out,
      SLUICE_KEEP_BUILD: '1',
      DEB_COMPRESSION: 'gzip',
      ...environment,
    },
  });

afterAll(() => rmSync(out, { recursive: true, force: true, maxRetries: 5 }));

test('where there is no Electron, make says what is missing and what to do', () => {
  const { status, stdout, stderr } = make({ ELECTRON_ZIP_DIR: out });
  const name = `electron-v${devDependencies.electron}-linux-x64.zip`;
  expect([status, stdout, stderr]).toEqual([
    1,
    '',
    `ELECTRON_ZIP_DIR is ${out}, and ${name} is not in it.\n`,
  ]);
});

test('where there is no Electron, npm start says what to do', (context) => {
  context.skip(electronBinary() !== undefined, 'Electron is here: the app would open');
  const { status, stderr } = spawnSync(process.execPath, ['build/desktop/start.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_ZIP_DIR: out },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('npm run start:stand-in');
  expect(stderr).toContain('ELECTRON_OVERRIDE_DIST_PATH');
});

describe('a package made from a local Electron', () => {
  let tree: string;

  beforeAll(async () => {
    await ensureBuilt();
    const electron = placeholderElectron(devDependencies.electron);
    try {
      const { status, stdout, stderr } = make({ ELECTRON_ZIP_DIR: electron.folder });
      expect(`${stdout}${stderr}\nstatus ${status}`).toContain('status 0');
    } finally {
      electron.remove();
    }
    tree = path.join(out, 'tree');
    const deb = path.join(out, 'make/deb/x64', `sluice-desktop_${version}_amd64.deb`);
    const unpacked = spawnSync('dpkg-deb', ['-x', deb, tree], { encoding: 'utf8' });
    expect(unpacked.stderr).toBe('');
    // the RPM, where it can be made, takes the longest
  }, 600_000);

  const installed = (name: string): string => path.join(tree, 'usr/lib/sluice-desktop', name);
  const archive = (): readonly string[] => listPackage(installed('resources/app.asar'), { isPack: false });

  test('comes as a deb, as a ZIP, and as an RPM where that can be made', () => {
    expect(readdirSync(path.join(out, 'make/deb/x64'))).toEqual([`sluice-desktop_${version}_amd64.deb`]);
    expect(readdirSync(path.join(out, 'make/zip/linux/x64'))).toEqual([`Sluice-linux-x64-${version}.zip`]);
    expect(existsSync(path.join(out, 'make/rpm/x64', `sluice-desktop-${version}-1.x86_64.rpm`))).toBe(
      isProgram('rpmbuild'),
    );
  });

  test('the deb asks for the library of the keychain', () => {
    const deb = path.join(out, 'make/deb/x64', `sluice-desktop_${version}_amd64.deb`);
    const { stdout, status } = spawnSync('dpkg-deb', ['--info', deb], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ Package: sluice-desktop$/m);
    expect(stdout).toMatch(/^ Depends: .*libsecret-1-0/m);
  });

  test('has a program, a desktop entry without file types, and an icon', () => {
    expect(statSync(installed('sluice-desktop')).mode & 0o111).not.toBe(0);
    const entry = readFileSync(path.join(tree, 'usr/share/applications/sluice-desktop.desktop'), 'utf8');
    expect(entry).toMatch(/^Exec=sluice-desktop$/m);
    expect(entry).not.toMatch(/^MimeType=/m);
    expect(statSync(path.join(tree, 'usr/share/pixmaps/sluice-desktop.png')).size).toBeGreaterThan(1_000);
  });

  test('has every fuse as it is meant to be', async () => {
    const wire = await getCurrentFuseWire(installed('sluice-desktop'));
    const { version: _version, strictlyRequireAllFuses: _all, ...wished } = fuses;
    for (const [fuse, on] of Object.entries(wished)) {
      const name = FuseV1Options[Number(fuse)];
      expect([name, wire[Number(fuse) as FuseV1Options]]).toEqual([
        name,
        on ? FuseState.ENABLE : FuseState.DISABLE,
      ]);
    }
  });

  test('holds the build, and neither sources nor source maps nor tests', () => {
    const files = archive().map((file) => file.replaceAll('\\', '/'));
    for (const needed of [
      '/package.json',
      '/.vite/build/main.cjs',
      '/.vite/build/converter.cjs',
      '/.vite/build/history.cjs',
      '/.vite/build/keychain.cjs',
      '/.vite/build/preload.cjs',
      '/.vite/renderer/index.html',
      '/.vite/icons/tray-idle.png',
      '/.vite/licences.txt',
    ]) {
      expect(files).toContain(needed);
    }
    expect(files.filter((file) => /\.(map|ts|tsx)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /^\/(electron|renderer|test|docs|\.git)/.test(file))).toEqual([]);
  });

  test('every native module is unpacked beside the archive and can be loaded from there', () => {
    const unpacked = installed('resources/app.asar.unpacked');
    const natives = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    expect(natives.map((file) => path.basename(file)).toSorted()).toEqual([
      'duckdb.node',
      'keytar.node',
      'libduckdb.so',
    ]);
    const require = createRequire(import.meta.url);
    for (const file of natives.filter((one) => one.endsWith('.node'))) {
      expect(require(file)).toBeTypeOf('object');
    }
  });

  test('starts from what it installs alone, and delivers a file: main process, converter, history, window', async () => {
    const application = path.join(out, 'application');
    extractAll(installed('resources/app.asar'), application);
    const rig = await rigWith(['order']);
    const userData = path.join(out, 'user-data');
    const app = await launchStandIn(userData, { application, environment: keys });
    try {
      const page = await app.page();
      expect(await app.evaluate(({ app: one }) => one.getAppPath())).toBe(application);
      await rig.setUp(app, page);
      writeFileSync(path.join(rig.folderOf('order'), 'one.csv'), csv(1));
      await expect.poll(async () => (await tableNow(page, 'order'))?.delivered, { timeout: 60_000 }).toBe(1);
      const query = { query: {}, sort: { by: 'arrived', descending: true }, offset: 0, limit: 10 } as const;
      expect((await valueOf(page, 'history.page', query)).rows).toMatchObject([
        { source: 'one.csv', rows: 3 },
      ]);
      // without a session there is no keychain; the module itself is there and can be loaded
      const { fault } = await valueOf(page, 'credentials.state', { connection: 'dev' });
      expect(fault).toBeNull();
      await useKeychain(page);
      const keychain = await valueOf(page, 'credentials.state', { connection: 'dev' });
      expect(keychain.fault?.facts.reason ?? '').not.toMatch(/keytar is not installed|is missing/);
    } finally {
      await app.remove();
      await rig.remove();
    }
  });

  test('names the licences of what it holds', () => {
    const licences = readFileSync(installed('resources/licences.txt'), 'utf8');
    for (const name of ['zod', '@duckdb/node-api', '@aws-sdk/client-s3', 'keytar']) {
      expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });
});
