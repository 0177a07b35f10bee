import type { Linter } from 'eslint';

export interface Fence {
  open: string[];
  tests: boolean;
  bad: string;
  good: string;
}

export const fences: Record<string, Fence>;
export const fenceConfig: Linter.Config[];
