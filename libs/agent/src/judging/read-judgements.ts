import type { Judgement } from './judgement.js';

const LINE = /^\W*(\d{1,3})\W+(yes|no)\b/iu;

/** What a reply says of each of so many statements; `failed` of those that it does not name, or names in two ways. */
export function readJudgements(reply: string, count: number): Judgement[] {
  const said = new Map<number, Judgement>();
  for (const line of reply.split('\n')) {
    const [, number, word] = LINE.exec(line) ?? [];
    if (number === undefined) continue;
    const judgement = word?.toLowerCase() === 'yes' ? 'supported' : 'unsupported';
    const before = said.get(Number(number)) ?? judgement;
    said.set(Number(number), before === judgement ? judgement : 'failed');
  }
  return Array.from({ length: count }, (_, i) => said.get(i + 1) ?? 'failed');
}
