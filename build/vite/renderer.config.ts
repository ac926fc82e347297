import react from '@vitejs/plugin-react';
import path from 'node:path';
import { defineConfig } from 'vite';
import { root } from './node-bundle.ts';

/** The window. Everything that it loads comes from its own folder; nothing is inlined that the CSP would refuse. */
export default defineConfig({
  root: path.join(root, 'renderer'),
  // absolute: in a browser the document also stands under deep links such as /history/12
  base: '/',
  logLevel: 'warn',
  plugins: [react()],
  build: {
    outDir: path.join(root, '.vite/renderer'),
    emptyOutDir: true,
    sourcemap: true,
    assetsInlineLimit: 0,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    // everything is read from the disk
    chunkSizeWarningLimit: 2_000,
  },
});
