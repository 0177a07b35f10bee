import type { AnswerSource } from '../grounding/answer-source.js';
import type { SentenceVerdict } from '../grounding/sentence-verdict.js';
import type { ModelCalls } from '../models/model-calls.js';
import type { TokenCount } from '../models/token-count.js';
import { judgeTurns } from './judge-turns.js';
import type { Judgement } from './judgement.js';
import { readJudgements } from './read-judgements.js';

/** A shopper waits for it before anything is shown. */
const LIMIT_MS = 10_000;
/** An answer has a dozen; what comes after stands by its page's words alone. */
const MOST = 30;

/**
 * What the model thinks of the sentences that passed, by themselves: one call for all. `failed` where it does not answer,
 * so that the words of the page decide alone.
 */
export async function judgeSentences(
  verdicts: readonly SentenceVerdict[],
  sources: readonly AnswerSource[],
  { calls, count, signal }: { calls: ModelCalls; count: TokenCount; signal: AbortSignal },
): Promise<ReadonlyMap<string, Judgement>> {
  const statements = verdicts.filter(({ isShown }) => isShown).slice(0, MOST);
  if (statements.length === 0) return new Map();
  const turns = judgeTurns(statements, sources);
  const use = { purpose: 'judge', count } as const;
  const reply = await calls.wholeWithin(LIMIT_MS, turns, use, signal);
  const judgements = readJudgements(reply ?? '', statements.length);
  return new Map(statements.map(({ sentence }, i) => [sentence, judgements[i] ?? 'failed']));
}
