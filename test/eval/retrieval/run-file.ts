import { readFileSync, writeFileSync } from 'node:fs';

import { z } from 'zod';

export const rankers = ['bm25', 'lexical', 'dense', 'hybrid'] as const;
export type Ranker = (typeof rankers)[number];

const Ranking = z.array(z.string());
const Scores = z.object({ ndcg: z.number(), recall: z.number(), mrr: z.number() });

const Run = z.object({
  collection: z.string(),
  model: z.string(),
  startedAt: z.string(),
  questions: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      /** Entry ids, the best first. */
      rankings: z.record(z.enum(rankers), Ranking),
      measures: z.record(z.enum(rankers), Scores),
    }),
  ),
});
export type Run = z.infer<typeof Run>;
export type AskedQuestion = Run['questions'][number];

/** The runs of one command, one per collection. */
const RunFile = z.array(Run);

export function writeRuns(file: string, runs: readonly Run[]): void {
  writeFileSync(file, `${JSON.stringify(runs, null, 1)}\n`);
}

export function readRuns(file: string): Run[] {
  const result = RunFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${file} is not a run file: ${issue?.path.join('.')} ${issue?.message}`);
}
