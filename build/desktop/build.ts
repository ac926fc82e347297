// Builds the desktop app into `.vite/`: the main process, its converter, the preload, the window, the icons, the texts.
// The same build is started, tested and packaged. The new one takes the place of the old one whole, in an instant.
import { cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';
import { writeLicences } from '../packaging/licences.ts';
import { writeUpdateKeys } from '../packaging/update-keys.ts';
import { besideNames } from '../packaging/native-modules.ts';
import { drawIcons } from '../icons/draw-icons.ts';
import converter from '../vite/converter.config.ts';
import history from '../vite/history.config.ts';
import keychain from '../vite/keychain.config.ts';
import main from '../vite/main.config.ts';
import { root } from '../vite/node-bundle.ts';
import preload from '../vite/preload.config.ts';

const into = (folder: string, config: InlineConfig): InlineConfig => ({
  ...config,
  build: { ...config.build, outDir: folder },
});

const buildInto = async (target: string): Promise<void> => {
  for (const bundle of [main, converter, history, keychain, preload])
    await build(into(path.join(target, 'build'), bundle));
  await writeUpdateKeys(path.join(target, 'build'));
  const renderer = { configFile: path.join(root, 'build/vite/renderer.config.ts') };
  await build(into(path.join(target, 'renderer'), renderer));
  await cp(path.join(root, 'docs'), path.join(target, 'docs'), { recursive: true });
  await drawIcons(path.join(target, 'icons'));
  await writeLicences(
    target,
    path.join(root, 'node_modules'),
    besideNames(process.platform, process.arch),
    path.join(target, 'licences.txt'),
  );
};

export const buildDesktop = async (): Promise<void> => {
  const target = path.join(root, '.vite');
  const [next, last] = [`${target}-next-${process.pid}`, `${target}-last-${process.pid}`];
  try {
    await buildInto(next);
    await rename(target, last).catch(() => undefined);
    await rename(next, target);
  } finally {
    await rm(next, { recursive: true, force: true });
    await rm(last, { recursive: true, force: true });
  }
};

if (import.meta.main) await buildDesktop();
