import type { Language } from '@app/knowledge';
import type { Meter } from '@app/tenancy';

import { abstention, type AnswerDraft } from '../answering/answer-draft.js';
import type { Evidence } from '../answering/evidence-finder.js';
import type { ModelAnswerer, Utterance } from '../answering/model-answerer.js';
import type { Usage } from '../conversations/usage.js';
import type { Replies } from '../prompts/replies/replies.js';
import type { AnswerTrace } from '../receipts/answer-trace.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import type { ToolAsk } from '../tools/tool-ask.js';

/** What one answer is made with. */
export interface Making {
  history: readonly Utterance[];
  settings: AgentSettings;
  replies: Replies;
  /** Whether a person is asked for where no answer is found. */
  handsOff: boolean;
  isTrial: boolean;
  language: Language;
  model: ModelAnswerer;
  /** What tools were asked with, and in which language they are told of. */
  ask: ToolAsk;
  trace: AnswerTrace;
  /** Notes what its calls cost. */
  meter: Meter;
  signal: AbortSignal;
}

/** What no page answers, and no model with words that its pages bear. */
export const unanswered = (
  { release }: Evidence,
  { replies, handsOff }: Making,
  usage: Usage,
): AnswerDraft => ({ ...abstention(replies, release, usage), handsOff });

export function usageOf({ score }: Evidence, { model, trace, meter }: Making): Usage {
  const { inputTokens, outputTokens, isEstimated } = trace.count;
  const { amount: cost, currency } = meter.cost;
  return {
    // it may not have been asked in the end
    model: trace.budgetStep === 'quotes' ? (trace.model?.name ?? null) : model.modelName,
    inputTokens,
    outputTokens,
    isEstimated,
    evidence: rounded(score),
    cost,
    currency,
    budgetStep: trace.budgetStep,
  };
}

export function rounded(score: number): number {
  return Math.round(score * 1_000) / 1_000;
}
