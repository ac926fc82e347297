import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { electronZipName } from '../../build/packaging/electron-zip.ts';

/** Marks the place of the fuses in Electron's binary. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
/** As Electron 45 leaves its factory: version 1, nine fuses, each off (0) or on (1). */
const factoryFuses = '101110011';

const placeholderBinary = (): Buffer =>
  Buffer.concat([
    Buffer.from('#!/bin/sh\necho "this is a placeholder for Electron"; exit 1\n'),
    Buffer.from(sentinel, 'latin1'),
    Buffer.from([1, factoryFuses.length]),
    Buffer.from(factoryFuses, 'latin1'),
  ]);

/**
 * A folder with a ZIP that has the shape of Electron's own for Linux: enough to package the app, flip the fuses and look
 * at the result, and nothing that could run.
 */
export const placeholderElectron = (version: string): { readonly folder: string; remove(): void } => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sluice-electron-zip-'));
  const content = path.join(folder, 'content');
  const write = (name: string, text: string | Buffer, mode = 0o644): void => {
    const file = path.join(content, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  write('electron', placeholderBinary(), 0o755);
  write('chrome-sandbox', '#!/bin/sh\n', 0o755);
  write('version', version);
  write('LICENSE', 'placeholder');
  write('LICENSES.chromium.html', '<p>placeholder</p>');
  write('locales/en-US.pak', '');
  write('resources/default_app.asar', '');
  const zip = path.join(folder, electronZipName(version, 'linux', 'x64'));
  const zipped = spawnSync('zip', ['-q', '-r', zip, '.'], { cwd: content, encoding: 'utf8' });
  if (zipped.status !== 0) throw new Error(`zip: ${zipped.error?.message ?? zipped.stderr}`);
  rmSync(content, { recursive: true });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};
