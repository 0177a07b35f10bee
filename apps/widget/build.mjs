/** One classic script, without a framework, for the pages of shops: dist/apps/widget/widget.js. */
import { fileURLToPath } from 'node:url';

import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  configFile: false,
  root: here('.'),
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: here('../../dist/apps/widget'),
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    lib: {
      entry: here('src/main.ts'),
      name: 'storehandWidget',
      formats: ['iife'],
      fileName: () => 'widget.js',
    },
  },
});
