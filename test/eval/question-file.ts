import { readFileSync } from 'node:fs';

import { z } from 'zod';

const alternatives = z.array(z.array(z.string().min(1)).min(1));

const Question = z.object({
  id: z.string(),
  kind: z.string(),
  question: z.string().min(1),
  /** What was said before, the shopper first, in turns. */
  history: z.array(z.string()).default([]),
  /** Endings of the pages that answer; empty where the site does not answer. */
  urls: z.array(z.string()),
  /** Facts of the answer, each as its possible wordings. */
  must_include: alternatives,
  must_not_include: z.array(z.string()).default([]),
});
export type Question = z.infer<typeof Question>;

/** One question a line; a bad line is named by its number. */
export function readQuestions(file: string): Question[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [readLine(line, `${file}:${i + 1}`)],
  );
}

function readLine(line: string, place: string): Question {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`${place} is not JSON.`, { cause });
  }
  const result = Question.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${place}: ${issue?.path.join('.')} ${issue?.message}`);
}
