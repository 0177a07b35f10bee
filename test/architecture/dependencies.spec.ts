import { isBuiltin } from 'node:module';

import { projectFiles, read } from './reading/project-files.js';
import { importedModules, parse, stringLiterals } from './reading/syntax.js';

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** Installed for another package, which loads it by itself. */
const loadedByOthers: Record<string, string> = {
  'pino-http': 'a peer of nestjs-pino',
  'reflect-metadata': 'a peer of Nest and TypeORM, which read decorators through it',
  pgvector: 'the design keeps it beside pg',
  '@langchain/community': 'the design keeps it: LangChain’s loaders of files',
};

/** The same of what is bundled. */
const bundledByOthers: Record<string, string> = { recharts: 'a peer of @mantine/charts' };

/** Named by a specification as types alone, which another package brings. */
const typesOfOthers = new Set(['mdast']);

const manifest = JSON.parse(read('package.json')) as Manifest;
const products = Object.keys(manifest.dependencies);
const tools = Object.keys(manifest.devDependencies);

const code = projectFiles('.', /^(apps|libs|test)\/.*\.(tsx?|mts|mjs)$/);
const used = new Set(code.flatMap((file) => packagesIn(file)));
const usedByProducts = new Set(
  code.filter((file) => /^(apps|libs)\//.test(file)).flatMap((file) => packagesIn(file)),
);

const named = code
  .filter((file) => file.startsWith('test/') && !file.endsWith('/dependencies.spec.ts'))
  .flatMap((file) => stringLiterals(parse(file)));

describe('dependencies', () => {
  it('of the product are imported by it, or are loaded by another', () => {
    const unused = products.filter((name) => !usedByProducts.has(name) && !loadedByOthers[name]);

    expect(products.length).toBeGreaterThan(20);
    expect(unused).toEqual([]);
  });

  it('are called loaded by another only while the product does not import them', () => {
    const wrong = Object.keys(loadedByOthers).filter(
      (name) => usedByProducts.has(name) || !products.includes(name),
    );

    expect(wrong).toEqual([]);
  });

  it('for development are imported, named to a tool, run by a script, or types of what is used', () => {
    expect(tools.length).toBeGreaterThan(10);
    const unused = tools.filter(
      (name) => !used.has(name) && !isNamed(name) && !isTypes(name) && !isRun(name),
    );
    expect(unused.filter((name) => !bundledByOthers[name])).toEqual([]);
  });

  it('are declared when imported', () => {
    const declared = new Set([...products, ...tools, ...typesOfOthers]);

    expect(used.size).toBeGreaterThan(20);
    expect([...used].filter((name) => !declared.has(name))).toEqual([]);
  });

  it('are seen however they are imported', () => {
    const text = `
      import { a } from 'plain';
      import type { B } from '@scope/typed/deep/file.js';
      import 'effect';
      export * from 'passed-on';
      const c = await import('dynamic/part');
      type D = import('inline').D;
      const e = require('required');
      import f from './ours.js';
      import g from '@app/tenancy';
      import h from 'node:fs';
      import i from 'path';
      const text = "import j from 'quoted'";
    `;

    expect(packagesOf(text).sort()).toEqual(
      ['plain', '@scope/typed', 'effect', 'passed-on', 'dynamic', 'inline', 'required'].sort(),
    );
  });
});

function packagesIn(file: string): string[] {
  return packagesOf(read(file), file);
}

/** Names of packages, without their inner paths, Node.js's own modules and ours. */
function packagesOf(text: string, file = 'made-up.ts'): string[] {
  return importedModules(parse(file, text))
    .filter((name) => !/^(\.|node:|@app\/)/.test(name) && !isBuiltin(name))
    .flatMap((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? []);
}

/** Whether test code hands the package to a tool by its name, or starts it by its path. */
function isNamed(name: string): boolean {
  return named.some((text) => text === name || text.startsWith(`node_modules/${name}/`));
}

/** `@types/x` serves code that uses x, and the two whose names stand everywhere without an import. */
function isTypes(name: string): boolean {
  const [, of] = /^@types\/(.+)$/.exec(name) ?? [];
  return of !== undefined && (used.has(of) || ['node', 'jest'].includes(of));
}

/** Whether a script starts one of the package's commands, by name or by path. */
function isRun(name: string): boolean {
  const { bin = {} } = JSON.parse(read(`node_modules/${name}/package.json`)) as { bin?: object };
  const commands = typeof bin === 'string' ? [name] : Object.keys(bin);
  const scripts = Object.values(manifest.scripts).join('\n');
  return commands.some((command) => new RegExp(`(^|[\\s/])${command}(\\s|/|$)`, 'm').test(scripts));
}
