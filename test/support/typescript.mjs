import { existsSync, readFileSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { transformSync } from '@swc/core';

import { mutatedSource } from './jest/mutated-source.mjs';

/**
 * `node --import ./test/support/typescript.mjs some.ts` runs our sources as they stand, decorators and `@app/*` included,
 * so that tests migrate and serve with the code under test and never with a stale build. What Node compiles of packages and
 * sources is kept for the next process, by content.
 */
enableCompileCache();

const options = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
};
const root = new URL('../../', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    const [, lib] = /^@app\/(\w+)$/.exec(specifier) ?? [];
    if (lib) return { url: new URL(`libs/${lib}/src/index.ts`, root).href, shortCircuit: true };
    if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
      const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(fileURLToPath(url))) return { url: url.href, shortCircuit: true };
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const text = mutatedSource(readFileSync(filename, 'utf8'), filename);
    const { code } = transformSync(text, { ...options, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

export const typescriptHooks = pathToFileURL(fileURLToPath(import.meta.url)).href;
