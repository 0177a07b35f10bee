import type { Citation } from '../conversations/citation.js';
import type { AnswerOutcome } from '../conversations/message.entity.js';
import type { Usage } from '../conversations/usage.js';
import type { Replies } from '../prompts/replies/replies.js';
import type { AnswerEvent } from './answer-event.js';

/** What is known of an answer once its last token is out. */
export interface AnswerDraft {
  content: string;
  outcome: AnswerOutcome;
  citations: Citation[];
  release: number | null;
  usage: Usage;
  /** Whether a person is asked for although the agent has answered. */
  handsOff?: boolean;
}

/** The events that carry an answer's content, and the answer as what the generator returns. */
export type AnswerParts = AsyncGenerator<
  Extract<AnswerEvent, { type: 'status' | 'token' | 'citation' }>,
  AnswerDraft
>;

export const NO_USAGE: Usage = {
  model: null,
  inputTokens: 0,
  outputTokens: 0,
  isEstimated: false,
  evidence: null,
  cost: '0',
  currency: null,
  budgetStep: null,
};

/** An honest "I don't know" has no citation: nothing that was found supports it. The store may word it itself. */
export function abstention(
  { abstained }: Pick<Replies, 'abstained'>,
  release: number | null,
  usage: Usage,
): AnswerDraft {
  return { content: abstained, outcome: 'abstained', citations: [], release, usage };
}

/** The agent stops answering, with a sentence that says so or without a word. */
export function handingOff(content: string): AnswerDraft {
  return { content, outcome: 'handed_off', citations: [], release: null, usage: NO_USAGE };
}

/** An answer that is a whole from the start. */
export async function* said(draft: AnswerDraft): AnswerParts {
  if (draft.content !== '') yield { type: 'token', text: draft.content };
  return draft;
}
