import { builtinModules } from 'node:module';
import path from 'node:path';
import type { InlineConfig } from 'vite';

export const root = path.resolve(import.meta.dirname, '../..');

/** Packages that hold native code or files of their own: they are copied beside the bundle, see `native-modules.ts`. */
const besideTheBundle = [/^@duckdb\//, 'keytar', 'brotli-wasm'];
export const external = ['electron', /^electron\//, /^node:/, ...builtinModules, ...besideTheBundle];

/** A bundle for Node or Electron's main process, as CommonJS: Electron loads it without a detour. */
export const nodeBundle = (entry: string, name: string): InlineConfig => ({
  root,
  configFile: false,
  logLevel: 'warn',
  mode: 'production',
  build: {
    // `ssr`: files that the code names by URL stay where they are, and Node's conditions hold
    ssr: path.join(root, entry),
    outDir: path.join(root, '.vite/build'),
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    sourcemap: true,
    target: 'node24',
    rollupOptions: {
      external,
      output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
    },
  },
  ssr: { noExternal: true, target: 'node' },
});
