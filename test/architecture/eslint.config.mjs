import path from 'node:path';

import js from '@eslint/js';
import importSort from 'eslint-plugin-simple-import-sort';
import tseslint from 'typescript-eslint';

import { fenceConfig } from './lint/fences.mjs';
import { sizePlugin } from './lint/size-rules.mjs';

const root = path.resolve(import.meta.dirname, '../..');

const typed = {
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/no-for-in-array': 'error',
  '@typescript-eslint/no-implied-eval': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/restrict-plus-operands': 'error',
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
  ],
};

const plain = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
  ],
  '@typescript-eslint/no-extraneous-class': 'off',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-control-regex': 'off',
  'no-else-return': 'error',
  'no-param-reassign': 'error',
  'no-template-curly-in-string': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'simple-import-sort/imports': 'error',
  'simple-import-sort/exports': 'error',
};

const sizes = {
  complexity: ['error', 10],
  'max-depth': ['error', 4],
  'max-lines': ['error', 300],
  'size/max-function-lines': ['error', 60],
  'size/max-parameters': ['error', { afterScope: 4, dependencies: 7 }],
};

/** Lint rules of the whole repository; run from its top: `eslint -c test/architecture/eslint.config.mjs .` */
export default tseslint.config(
  {
    ignores: [
      ...['dist/', 'coverage/', 'node_modules/', '.storehand/', '**/*.json', '**/*.cjs'],
      // made from openapi.json, and held to it by test/architecture/client.spec.ts
      'libs/client/src/generated/',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  js.configs.recommended,
  ...tseslint.configs.recommended.map((block) => ({ ...block, files: ['**/*.{ts,tsx}'] })),
  {
    name: 'everything',
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: {
      '@typescript-eslint': tseslint.plugin,
      'simple-import-sort': importSort,
      size: sizePlugin,
    },
    rules: { ...plain, ...sizes },
  },
  {
    name: 'type-aware',
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './apps/widget/tsconfig.json', './apps/console/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: typed,
  },
  {
    name: 'node scripts',
    files: ['**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'Buffer',
          'URL',
          'URLSearchParams',
          'AbortController',
          'AbortSignal',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'setImmediate',
          'performance',
          'TextDecoder',
          'TextEncoder',
          'structuredClone',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    name: 'specs are longer',
    files: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
    rules: { 'max-lines': ['error', 500] },
  },
  {
    name: 'markup is longer than what it says',
    files: ['**/*.tsx'],
    rules: { 'size/max-function-lines': ['error', 100] },
  },
  {
    name: 'migrations are as long as their tables need',
    files: ['**/migrations/*.ts'],
    rules: { 'max-lines': 'off', 'size/max-function-lines': 'off' },
  },
  {
    name: 'seeded bugs quote our sources',
    files: ['test/proofs/mutations/*.ts'],
    rules: { 'no-template-curly-in-string': 'off' },
  },
  ...fenceConfig,
);
