import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { defineConfig } from 'vite';

const root = import.meta.dirname;
const outDir = path.resolve(root, '../../dist/apps/console');

/** A copy of each asset for the wire; the API compresses nothing itself. */
const compressed = {
  name: 'compressed',
  closeBundle() {
    const folder = path.join(outDir, 'assets');
    for (const file of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
      writeFileSync(
        path.join(folder, `${file}.gz`),
        gzipSync(readFileSync(path.join(folder, file))),
      );
    }
  },
};

/** Builds the console into dist/apps/console, where the API serves it from. */
export default defineConfig({
  root,
  base: '/console/',
  // styles that are computed carry a nonce, which the API puts here in each answer
  html: { cspNonce: '__STYLE_NONCE__' },
  resolve: { alias: { '@app/client': path.resolve(root, '../../libs/client/src/index.ts') } },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  plugins: [compressed],
});
