import type { PriceTable } from '@app/tenancy';

import type { Citation } from '../conversations/citation.js';
import type { SentenceVerdict } from '../grounding/sentence-verdict.js';
import type { ToolUse } from '../tools/tool-use.js';
import { costOf } from './answer-cost.js';
import type { AnswerTrace } from './answer-trace.js';
import type { Receipt, ReceiptChunk } from './receipt.js';
import { clip, receiptChunks } from './receipt-chunks.js';
import { withoutNumbers, withoutOrder } from './without-order.js';

const MAX_VERDICTS = 60;
const MAX_SENTENCE = 1_000;
const MAX_MISSING = 20;
const MAX_QUERY = 1_000;
const MAX_SEARCHES = 8;
const MAX_INPUT = 200;
const MAX_RESULT = 4_000;
const MAX_CORRECTIONS = 10;

/** The receipt of an answer that is over, well or not. Bounded: what grows with the answer or its pages is cut. */
export function makeReceipt(
  trace: AnswerTrace,
  citations: readonly Citation[],
  prices: PriceTable | null,
): Receipt {
  const passages = receiptChunks(trace, citations);
  const judged = trace.judge && withoutOrder(trace.judge.verdicts, trace.sources ?? []);
  const verdicts = judged ?? quoteVerdicts(citations, passages);
  const { inputTokens: input, outputTokens: output, isEstimated } = trace.count;
  const tokens = { input, output, isEstimated };
  return {
    release: releaseOf(trace),
    query: queryOf(trace),
    searches: searchesOf(trace),
    evidence: evidenceOf(trace),
    recheck: trace.recheck,
    passages,
    settingsVersion: trace.settingsVersion,
    budgetStep: trace.budgetStep,
    prompts: [...trace.prompts],
    model: trace.model,
    tools: trace.tools.map(boundedUse),
    verdicts: verdicts.slice(0, MAX_VERDICTS).map(bounded),
    omittedVerdicts: Math.max(0, verdicts.length - MAX_VERDICTS),
    tokens,
    ...costOf(trace.model?.name ?? null, tokens, prices),
    timings: trace.timings(),
  };
}

/** A quote is judged by one thing: that it stands word for word in what was found. */
function quoteVerdicts(
  citations: readonly Citation[],
  passages: readonly ReceiptChunk[],
): SentenceVerdict[] {
  return citations.map(({ quote, pageId }) => {
    const standsIn = passages.filter((one) => one.pageId === pageId && one.text.includes(quote));
    const numbers = standsIn.map(({ number }) => number);
    return { sentence: quote, isShown: true, reason: null, missing: [], passages: numbers };
  });
}

const boundedUse = ({ input, result, ...use }: ToolUse): ToolUse => ({
  ...use,
  input: clip(input, MAX_INPUT),
  result: result && clip(result, MAX_RESULT),
});

function bounded(verdict: SentenceVerdict): SentenceVerdict {
  return {
    ...verdict,
    sentence: clip(verdict.sentence.trim(), MAX_SENTENCE),
    missing: verdict.missing.slice(0, MAX_MISSING).map((one) => clip(one, MAX_SENTENCE)),
    passages: [...verdict.passages],
  };
}

function releaseOf({ evidence }: AnswerTrace): Receipt['release'] {
  if (evidence?.release == null) return null;
  return { number: evidence.release, id: evidence.releaseId };
}

function queryOf({ query, tools }: AnswerTrace): Receipt['query'] {
  if (query === null) return null;
  const { text, isRewritten, carriedWords } = query;
  const kept = keptWords(tools);
  return { text: clip(kept(text), MAX_QUERY), isRewritten, carriedWords: carriedWords.map(kept) };
}

/** A question about an order is kept without its number. */
const keptWords = (tools: readonly ToolUse[]): ((text: string) => string) =>
  tools.some(({ name }) => name === 'order_status') ? withoutNumbers : (text) => text;

function searchesOf({ evidence, tools }: AnswerTrace): Receipt['searches'] {
  const kept = keptWords(tools);
  return (evidence?.searches ?? []).slice(0, MAX_SEARCHES).map(({ query, outcome }) => ({
    query: clip(kept(query), MAX_QUERY),
    found: outcome.results.length,
    corrections: outcome.corrections
      .slice(0, MAX_CORRECTIONS)
      .map(({ word, readAs }) => ({ word, readAs })),
    dense: outcome.dense
      ? { embedding: outcome.dense.embedding, method: outcome.dense.method }
      : null,
    denseUnavailable: outcome.denseUnavailable ?? null,
    rerank: outcome.rerank ?? null,
    tookMs: Math.round(outcome.tookMs * 10) / 10,
  }));
}

function evidenceOf({ evidence, floor }: AnswerTrace): Receipt['evidence'] {
  if (evidence === null || floor === null) return null;
  const score = Number(evidence.score.toFixed(6));
  return { score, floor: floor.value, isBorne: floor.isBorne };
}
