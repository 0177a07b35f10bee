import type { ProblemSource } from './error-page.mjs';

export function problemSources(root: string): ProblemSource[];
