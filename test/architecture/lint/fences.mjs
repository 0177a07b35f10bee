import { builtinRules } from 'eslint/use-at-your-own-risk';

/**
 * Fences: which package, name or global may be used where (house rules, section 3). Every fence is ESLint's own
 * `no-restricted-…` rule registered under a name of its own, so that one fence can be opened for a folder without
 * repeating all the others, and a message names the fence that was crossed.
 */

const restrictedImports = builtinRules.get('no-restricted-imports');
const restrictedProperties = builtinRules.get('no-restricted-properties');
const restrictedSyntax = builtinRules.get('no-restricted-syntax');

const names = (name, importNames, message) => ({ paths: [{ name, importNames, message }] });
const packages = (group, message) => ({ patterns: [{ group, message }] });

const processEnv = 'Read the environment through readEnv() of @app/tenancy.';

/** `open` lists where a fence may be crossed; `tests` whether test code may; `bad` and `good` are its own spec. */
export const fences = {
  typeorm: {
    rule: restrictedImports,
    options: [
      {
        paths: [
          {
            name: 'typeorm',
            importNames: [
              'Repository',
              'DataSource',
              'EntityManager',
              'SelectQueryBuilder',
              'getRepository',
            ],
            message: 'Rows are reached through StoreScopedRepository only.',
          },
          {
            name: '@nestjs/typeorm',
            importNames: [
              'InjectRepository',
              'InjectDataSource',
              'InjectEntityManager',
              'getRepositoryToken',
            ],
            message: 'Rows are reached through StoreScopedRepository only.',
          },
        ],
      },
    ],
    open: ['libs/tenancy/src/database/**', 'apps/api/src/database/**'],
    tests: true,
    bad: "import { DataSource } from 'typeorm';",
    good: "import { Column, Entity } from 'typeorm';",
  },
  postgres: {
    rule: restrictedImports,
    options: [
      packages(
        ['pg', 'pg-*', '@electric-sql/*'],
        'Only tenancy and standalone speak to PostgreSQL.',
      ),
    ],
    open: ['libs/tenancy/src/{database,jobs}/**', 'apps/standalone/src/**'],
    tests: true,
    bad: "import { Pool } from 'pg';",
    good: "import { Column } from 'typeorm';",
  },
  queue: {
    rule: restrictedImports,
    options: [
      {
        paths: [
          {
            name: 'bullmq',
            importNames: ['Queue', 'Worker', 'QueueEvents', 'FlowProducer', 'JobScheduler'],
            message: 'Add jobs with StoreQueue; run them with @StoreProcessor.',
          },
          ...names(
            '@nestjs/bullmq',
            ['InjectQueue', 'Processor', 'WorkerHost'],
            'Add jobs with StoreQueue; run them with @StoreProcessor.',
          ).paths,
        ],
      },
    ],
    open: ['libs/tenancy/src/jobs/**', 'apps/worker/src/**'],
    tests: true,
    bad: "import { Queue } from 'bullmq';",
    good: "import type { JobsOptions } from 'bullmq';",
  },
  http: {
    rule: restrictedImports,
    options: [
      packages(
        ['@nestjs/swagger', '@nestjs/platform-fastify', 'fastify', '@fastify/*', '@bull-board/*'],
        'Only apps/api knows HTTP; rooms throw AppError and return plain values.',
      ),
    ],
    open: ['apps/api/src/**'],
    tests: true,
    bad: "import { ApiOperation } from '@nestjs/swagger';",
    good: "import { Injectable } from '@nestjs/common';",
  },
  langchain: {
    rule: restrictedImports,
    options: [
      packages(
        ['@langchain/*', 'langchain', 'langsmith', 'langsmith/*', 'openai'],
        'LangChain stays in libs/agent and knowledge/{chunking,embedding,retrieval}.',
      ),
    ],
    open: ['libs/agent/src/**', 'libs/knowledge/src/{chunking,embedding,retrieval}/**'],
    tests: true,
    bad: "import { ChatOpenAI } from '@langchain/openai';",
    good: "import { z } from 'zod';",
  },
  traces: {
    rule: restrictedImports,
    options: [
      packages(
        ['@opentelemetry/*'],
        'Rooms publish events; libs/tenancy/src/tracing alone makes spans of them, for doors.',
      ),
    ],
    open: ['libs/tenancy/src/tracing/**'],
    tests: true,
    bad: "import { trace } from '@opentelemetry/api';",
    good: "import { channel } from 'node:diagnostics_channel';",
  },
  metrics: {
    rule: restrictedImports,
    options: [
      packages(
        ['prom-client'],
        'Rooms publish events; doors count them with ProcessMetrics of libs/tenancy/src/metrics.',
      ),
    ],
    open: ['libs/tenancy/src/metrics/**'],
    tests: true,
    bad: "import { Counter } from 'prom-client';",
    good: "import { channel } from 'node:diagnostics_channel';",
  },
  environment: {
    rule: restrictedProperties,
    options: [{ object: 'process', property: 'env', message: processEnv }],
    open: ['libs/tenancy/src/config/**', 'apps/{cli,standalone}/src/environment.ts', '**/*.mjs'],
    tests: true,
    bad: 'export const port = process.env.PORT;',
    good: 'export const id = process.pid;',
  },
  'environment-import': {
    rule: restrictedImports,
    options: [
      {
        paths: ['node:process', 'process'].map((name) => ({
          name,
          importNames: ['env', 'default'],
          message: processEnv,
        })),
      },
    ],
    open: ['libs/tenancy/src/config/**', '**/*.mjs'],
    tests: true,
    bad: "import { env } from 'node:process';",
    good: "import { hrtime } from 'node:process';",
  },
  nest: {
    rule: restrictedImports,
    options: [
      {
        paths: [
          ...names('@nestjs/common', ['forwardRef', 'Scope'], 'No forwardRef, no request scope.')
            .paths,
          ...names(
            '@nestjs/core',
            ['ModuleRef', 'REQUEST', 'LazyModuleLoader'],
            'No service locator, no request scope.',
          ).paths,
        ],
      },
    ],
    open: ['libs/tenancy/src/jobs/**'],
    tests: true,
    bad: "import { forwardRef } from '@nestjs/common';",
    good: "import { Module } from '@nestjs/common';",
  },
  climbing: {
    rule: restrictedImports,
    options: [
      {
        patterns: [
          {
            regex: '^(\\.\\./){3}(?!(\\.\\./)*test/support/)',
            message: 'At most two steps up; another project is imported as @app/<lib>.',
          },
        ],
      },
    ],
    open: [],
    tests: false,
    bad: "import { x } from '../../../a/b/c.js';",
    good: "import { x } from '../../a/b.js';",
  },
  console: {
    rule: restrictedProperties,
    options: ['log', 'error', 'warn', 'info', 'debug'].map((property) => ({
      object: 'console',
      property,
      message:
        'Servers log through the injected logger; the CLI and standalone write to their streams.',
    })),
    // what goes wrong with the script tag of a shop is told to whoever put it there
    open: ['**/*.mjs', 'apps/widget/src/main.ts'],
    tests: true,
    bad: "console.log('here');",
    good: "process.stdout.write('here');",
  },
  exports: {
    rule: restrictedSyntax,
    options: [
      { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      { selector: 'ExportSpecifier[exported.name="default"]', message: 'Named exports only.' },
      { selector: 'TSEnumDeclaration', message: 'Use a union of strings or an `as const` array.' },
      {
        selector: 'TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]',
        message: 'Interfaces carry no I prefix.',
      },
    ],
    open: ['**/*.config.{mjs,cjs,ts}', 'test/support/**/*.mjs'],
    tests: false,
    bad: 'export default class Page {}',
    good: 'export class Page {}',
  },
};

export const fencePlugin = {
  meta: { name: 'fence' },
  rules: Object.fromEntries(Object.entries(fences).map(([name, { rule }]) => [name, rule])),
};

const testFiles = ['**/*.spec.ts', 'test/**/*.{ts,mjs}'];

/** Flat-config blocks: all fences closed, then one opening per fence. */
export const fenceConfig = [
  {
    name: 'fences',
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { fence: fencePlugin },
    rules: Object.fromEntries(
      Object.entries(fences).map(([name, { options }]) => [`fence/${name}`, ['error', ...options]]),
    ),
  },
  ...Object.entries(fences)
    .map(([name, { open, tests }]) => ({
      name: `fence ${name} opens`,
      files: tests ? [...open, ...testFiles] : open,
      rules: { [`fence/${name}`]: 'off' },
    }))
    .filter(({ files }) => files.length > 0),
];
