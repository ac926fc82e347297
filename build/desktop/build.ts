// Builds the desktop app into `.vite/`: the main process, its converter, the preload, the window, the icons. The same
// build is started, tested and packaged.
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'vite';
import { writeLicences } from '../packaging/licences.ts';
import { besideNames } from '../packaging/native-modules.ts';
import { drawIcons } from '../icons/draw-icons.ts';
import converter from '../vite/converter.config.ts';
import history from '../vite/history.config.ts';
import main from '../vite/main.config.ts';
import { root } from '../vite/node-bundle.ts';
import preload from '../vite/preload.config.ts';

export const buildDesktop = async (): Promise<void> => {
  const target = path.join(root, '.vite');
  await rm(target, { recursive: true, force: true });
  for (const bundle of [main, converter, history, preload]) await build(bundle);
  await build({ configFile: path.join(root, 'build/vite/renderer.config.ts') });
  await cp(path.join(root, 'docs'), path.join(target, 'docs'), { recursive: true });
  await drawIcons(path.join(target, 'icons'));
  await writeLicences(
    target,
    path.join(root, 'node_modules'),
    besideNames(process.platform, process.arch),
    path.join(target, 'licences.txt'),
  );
};

if (import.meta.main) await buildDesktop();
