// Which part of Sluice may import what. `layers.mjs` makes a lint rule of it, checked on every import.
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/**
 * @typedef {object} Layer
 * @property {readonly string[] | 'any'} parts the other parts that it may import
 * @property {readonly string[] | 'any'} packages npm packages; `@scope/*` stands for a whole scope
 * @property {readonly string[] | 'any'} node Node's own modules, without `node:`
 */

/** Node's modules that neither touch the file system nor the network, nor start anything. */
const calmNode = [
  'async_hooks',
  'buffer',
  'console',
  'crypto',
  'diagnostics_channel',
  'events',
  'os',
  'path',
  'perf_hooks',
  'process',
  'querystring',
  'readline',
  'stream',
  'string_decoder',
  'timers',
  'tty',
  'url',
  'util',
];

/** @type {Readonly<Record<string, Layer>>} */
export const layers = {
  'electron/contract': { parts: [], packages: ['zod'], node: [] },
  'electron/core': {
    parts: ['electron/contract'],
    packages: ['zod', 'picomatch', 'fastest-levenshtein'],
    node: [],
  },
  'electron/adapters': { parts: ['electron/core', 'electron/contract'], packages: 'any', node: 'any' },
  'electron/workers': { parts: ['electron/core', 'electron/contract'], packages: 'any', node: 'any' },
  'electron/sandbox': { parts: ['electron/core', 'electron/contract'], packages: 'any', node: 'any' },
  'electron/compose': {
    parts: ['electron/adapters', 'electron/sandbox', 'electron/core', 'electron/contract'],
    packages: ['zod'],
    node: calmNode,
  },
  'electron/headless': {
    parts: ['electron/compose', 'electron/core', 'electron/contract'],
    packages: ['commander', 'fastest-levenshtein', 'yaml', 'zod'],
    node: calmNode,
  },
  'electron/desktop': {
    parts: ['electron/compose', 'electron/core', 'electron/contract'],
    packages: ['electron', 'electron-store', 'zod'],
    node: calmNode,
  },
  'electron/preload': { parts: ['electron/contract'], packages: ['electron'], node: [] },
  renderer: {
    parts: ['electron/contract'],
    packages: ['react', 'react-dom', '@tanstack/*', 'radix-ui', 'lucide-react', 'uplot', 'zod'],
    node: [],
  },
  test: { parts: 'any', packages: 'any', node: 'any' },
  build: { parts: ['electron/contract'], packages: 'any', node: 'any' },
};

/** Wherever `packages` says `any`, these still belong to those alone that name them. */
const electronOnly = ['electron', 'electron-store'];

/**
 * The part that a file belongs to; undefined for files of the root folder and unknown folders.
 * @param {string} file path from the root of the repository, with `/`
 */
export const partOf = (file) =>
  Object.keys(layers).find((part) => file === part || file.startsWith(`${part}/`));

/** @param {string} specifier */
const packageName = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** @param {string} name @param {readonly string[]} patterns */
const listed = (name, patterns) =>
  patterns.some((pattern) =>
    pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
  );

/** @param {string} file @param {string} specifier */
const judgeFile = (file, specifier) => {
  const from = partOf(file);
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (target.startsWith('../') || target === '..') return 'nothing outside the repository may be imported';
  const to = partOf(target);
  if (from === 'test' || from === undefined || from === to) return undefined;
  if (to === undefined) return target.startsWith('electron/') ? `${target} belongs to no layer` : undefined;
  return layers[from]?.parts.includes(to) === true ? undefined : `${from} may not import ${to}`;
};

/**
 * Why an import is refused; undefined where it is allowed.
 * @param {string} file path of the importing file from the root of the repository, with `/`
 * @param {string} specifier what stands in the import
 */
export const refusal = (file, specifier) => {
  if (specifier.startsWith('/') || specifier.startsWith('file:'))
    return 'imports are relative, or name a package';
  if (specifier.startsWith('.')) return judgeFile(file, specifier);
  const from = partOf(file);
  if (from === undefined) return file.startsWith('electron/') ? `${file} belongs to no layer` : undefined;
  const layer = layers[from];
  if (layer === undefined) return undefined;

  const bare = specifier.replace(/^node:/, '');
  const nodeModule = bare.split('/')[0] ?? bare;
  if (specifier.startsWith('node:') || builtinModules.includes(bare)) {
    if (layer.node === 'any' || layer.node.includes(nodeModule)) return undefined;
    return `${from} may not import node:${bare}`;
  }
  const name = packageName(specifier);
  if (layer.packages !== 'any')
    return listed(name, layer.packages) ? undefined : `${from} may not import ${name}`;
  return electronOnly.includes(name) && from.startsWith('electron/')
    ? `${from} may not import ${name}`
    : undefined;
};
