import type { CheckQuestion } from './check-question.entity.js';
import type { CheckJudgement } from './judge-check.js';

/** How a release answers one check question. */
export interface CheckResult extends CheckJudgement {
  check: CheckQuestion;
  /** What was found first, in order. */
  found: { url: string; title: string }[];
}

/** How a release answers all check questions of its store. */
export interface CheckRun {
  release: number;
  results: CheckResult[];
}
