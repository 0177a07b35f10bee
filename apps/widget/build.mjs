/** One classic script, without a framework, for the pages of shops: dist/apps/widget/widget.js, and beside it compressed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

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

const script = here('../../dist/apps/widget/widget.js');
const text = readFileSync(script);
const best = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
writeFileSync(`${script}.br`, brotliCompressSync(text, { params: best }));
writeFileSync(`${script}.gz`, gzipSync(text, { level: constants.Z_BEST_COMPRESSION }));
