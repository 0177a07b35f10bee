import type { ESLint } from 'eslint';

export const sizePlugin: ESLint.Plugin;
