import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * A copy of the sources where `electron` cannot be resolved by any process: beside them stand the packages that the
 * program depends on, and neither electron, nor electron-store, nor anything that is there for development.
 * Gives its folder.
 */
export const treeWithoutElectron = (): string => {
  const tree = mkdtempSync(join(tmpdir(), 'sluice-without-electron-'));
  for (const layer of ['contract', 'core', 'adapters', 'workers', 'sandbox', 'compose', 'headless']) {
    cpSync(join(root, 'electron', layer), join(tree, 'electron', layer), { recursive: true });
  }
  const manifest = readFileSync(join(root, 'package.json'), 'utf8');
  cpSync(join(root, 'package.json'), join(tree, 'package.json'));
  const { dependencies, optionalDependencies } = JSON.parse(manifest) as Record<
    string,
    Record<string, string>
  >;
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    if (name === 'electron-store') continue;
    const link = join(tree, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
  return tree;
};
