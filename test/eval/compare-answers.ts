import { readFileSync } from 'node:fs';

import { isRight, type Verdict } from './judge-answer.js';

export interface Comparison {
  lines: string[];
  /** Questions that were right before and are wrong now. */
  worse: number;
}

/** Question by question against the verdicts of an earlier run; those that only one of the two asked are left out. */
export function compareAnswers(before: readonly Verdict[], now: readonly Verdict[]): Comparison {
  const earlier = new Map(before.map((verdict) => [verdict.question.id, verdict]));
  const changed = now.flatMap((verdict) => {
    const old = earlier.get(verdict.question.id);
    return old !== undefined && isRight(old) !== isRight(verdict) ? [verdict] : [];
  });
  const worse = changed.filter((verdict) => !isRight(verdict));
  return {
    lines: [
      `Against the earlier run: ${changed.length - worse.length} better, ${worse.length} worse`,
      ...changed.map((verdict) => {
        const { id, kind, question } = verdict.question;
        return `  ${isRight(verdict) ? 'better' : 'worse '}  ${id.padEnd(6)} ${kind.padEnd(12)} ${question}`;
      }),
    ],
    worse: worse.length,
  };
}

/** What `--json` wrote. */
export function readVerdicts(file: string): Verdict[] {
  const verdicts = JSON.parse(readFileSync(file, 'utf8')) as Verdict[];
  if (!Array.isArray(verdicts) || verdicts.some((verdict) => verdict.question === undefined)) {
    throw new Error(`${file} holds no verdicts; give a file that --json wrote.`);
  }
  return verdicts;
}
