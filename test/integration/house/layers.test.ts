import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from '../../../build/lint/layer-table.mjs';

const root = join(import.meta.dirname, '..', '..', '..');
const layers = [
  'contract',
  'core',
  'adapters',
  'workers',
  'sandbox',
  'compose',
  'headless',
  'desktop',
  'preload',
].map((name) => `electron/${name}`);
const parts = [...layers, 'renderer'];

/** The table of the design, written down a second time. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'electron/contract': [],
  'electron/core': ['electron/contract'],
  'electron/adapters': ['electron/core', 'electron/contract'],
  'electron/workers': ['electron/core', 'electron/contract'],
  'electron/sandbox': ['electron/core', 'electron/contract'],
  'electron/compose': ['electron/adapters', 'electron/sandbox', 'electron/core', 'electron/contract'],
  'electron/headless': ['electron/compose', 'electron/core', 'electron/contract'],
  'electron/desktop': ['electron/compose', 'electron/core', 'electron/contract'],
  'electron/preload': ['electron/contract'],
  renderer: ['electron/contract'],
};

/** Who may import what of the outside world. */
const outside: readonly (readonly [string, readonly string[]])[] = [
  ['electron', ['electron/desktop', 'electron/preload']],
  ['electron-store', ['electron/desktop']],
  ...[
    'node:fs',
    'fs',
    'node:fs/promises',
    'node:sqlite',
    'node:child_process',
    'node:worker_threads',
    'node:net',
    'node:http',
    'node:https',
    '@duckdb/node-api',
    '@aws-sdk/client-s3',
    '@dsnp/parquetjs',
    'keytar',
    'chokidar',
    'yauzl',
    'saxes',
    'avsc',
  ].map((name) => [name, ['electron/adapters', 'electron/workers', 'electron/sandbox']] as const),
];

const up = (from: string) => '../'.repeat(from.split('/').length);

describe.each(parts)('%s', (from) => {
  test.each(parts.filter((to) => to !== from))('and %s', (to) => {
    const reason = refusal(`${from}/one.ts`, `${up(from)}${to}/two.ts`);
    if (mayImport[from]?.includes(to) === true) expect(reason).toBeUndefined();
    else expect(reason).toBe(`${from} may not import ${to}`);
  });

  test.each(outside)('and %s', (name, allowed) => {
    const reason = refusal(`${from}/deep/one.ts`, name);
    if (allowed.includes(from)) expect(reason).toBeUndefined();
    else expect(reason).toMatch(/may not import/);
  });

  test('takes what is its own, and nothing from tests, build or outside the repository', () => {
    expect(refusal(`${from}/deep/one.ts`, '../two.ts')).toBeUndefined();
    expect(refusal(`${from}/one.ts`, `${up(from)}test/two.ts`)).toBeDefined();
    expect(refusal(`${from}/one.ts`, `${up(from)}build/two.mjs`)).toBeDefined();
    expect(refusal(`${from}/one.ts`, `${up(from)}../elsewhere/two.ts`)).toBeDefined();
    expect(refusal(`${from}/one.ts`, '/elsewhere/two.ts')).toBeDefined();
  });
});

test('a file of electron/ that is in no layer is refused, as is an import of one', () => {
  expect(refusal('electron/loose.ts', './core/one.ts')).toBeUndefined();
  expect(refusal('electron/loose.ts', 'zod')).toBe('electron/loose.ts belongs to no layer');
  expect(refusal('electron/core/one.ts', '../loose.ts')).toBe('electron/loose.ts belongs to no layer');
});

test('tests import what they like, but nothing beside the repository', () => {
  expect(refusal('test/unit/one.test.ts', '../../electron/adapters/two.ts')).toBeUndefined();
  expect(refusal('test/unit/one.test.ts', 'node:fs')).toBeUndefined();
  expect(refusal('test/unit/one.test.ts', '../../../shared/two.ts')).toBeDefined();
});

interface Diagnostic {
  readonly code: string;
  readonly message: string;
  readonly filename: string;
}

/** Runs the linter with the project's own configuration in a folder. */
const lint = (
  folder: string,
  ...paths: string[]
): Promise<{ code: number; diagnostics: readonly Diagnostic[] }> =>
  new Promise((resolve, reject) => {
    const linter = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
    const words = [linter, '-c', join(root, '.oxlintrc.json'), '--format', 'json', ...paths];
    execFile(process.execPath, words, { cwd: folder, maxBuffer: 2 ** 26 }, (fault, stdout, stderr) => {
      try {
        const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
        resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, diagnostics });
      } catch (cause) {
        reject(new Error(`the linter said: ${stdout}${stderr}`, { cause }));
      }
    });
  });

describe('npm run lint', () => {
  let tree: string;
  beforeEach(() => {
    tree = mkdtempSync(join(tmpdir(), 'sluice-layers-'));
  });
  afterEach(() => rmSync(tree, { recursive: true }));

  const plant = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  const refusedFiles = async () => {
    const { diagnostics } = await lint(tree, '.');
    return diagnostics
      .filter((one) => one.code.includes('layers'))
      .map((one) => one.filename.replaceAll('\\', '/'));
  };

  test('refuses every wrong import of the table, and no right one', async () => {
    const wrong: string[] = [];
    for (const [at, from] of parts.entries()) {
      for (const to of parts.filter((part) => part !== from)) {
        const file = `${from}/to-${to.replace('/', '-')}.ts`;
        plant(file, `import { a${at} } from '${up(from)}${to}/two.ts';\nexport const b = a${at};\n`);
        if (mayImport[from]?.includes(to) !== true) wrong.push(file);
      }
    }
    expect((await refusedFiles()).toSorted()).toEqual(wrong.toSorted());
  });

  test.each([
    ['an import', `import { a } from 'electron';\nexport const b = a;`],
    ['an import for its effect', `import 'electron';`],
    ['a type import', `import type { a } from 'electron';\nexport type B = a;`],
    ['an export from', `export { a } from 'electron';`],
    ['an export of all', `export * from 'electron';`],
    ['a dynamic import', `export const a = await import('electron');`],
    ['a dynamic import of a template', 'export const a = await import(`electron`);'],
    ['a type by import()', `export type A = import('electron').App;`],
    ['a require', `export const a = require('electron');`],
    ['a require.resolve', `export const a = require.resolve('electron');`],
    ['an import.meta.resolve', `export const a = import.meta.resolve('electron');`],
  ])('sees %s', async (_how, text) => {
    plant('electron/adapters/one.ts', `${text}\n`);
    expect(await refusedFiles()).toEqual(['electron/adapters/one.ts']);
  });

  test('sees a module of Node that is asked of the process', async () => {
    plant('electron/core/one.ts', `export const a = process.getBuiltinModule('node:fs');\n`);
    expect(await refusedFiles()).toEqual(['electron/core/one.ts']);
  });

  test('refuses any, default exports and == as well', async () => {
    plant('electron/core/one.ts', 'export default (a: any) => a == 1;\n');
    const { code, diagnostics } = await lint(tree, '.');
    expect(code).not.toBe(0);
    const codes = diagnostics.map((one) => one.code).join(' ');
    for (const rule of ['no-explicit-any', 'no-default-export', 'eqeqeq']) expect(codes).toContain(rule);
  });
});

test('the sources follow the layer table', async () => {
  const { diagnostics } = await lint(root, 'electron');
  const broken = diagnostics.filter((one) => one.code.includes('layers'));
  expect(broken.map((one) => `${one.filename}: ${one.message}`)).toEqual([]);
});
