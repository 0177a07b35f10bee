import { isDeepStrictEqual } from 'node:util';

import { diffText, type TextDiff } from '@app/knowledge';

import type { Citation } from '../conversations/citation.js';
import type { AnswerOutcome } from '../conversations/message.entity.js';
import type { ModelDescription } from '../models/chat-model.js';
import type { Receipt } from '../receipts/receipt.js';
import { type ChunkChanges, compareChunks } from './compare-chunks.js';

export interface Change<T> {
  before: T;
  after: T;
}

export interface ComparedAnswer {
  content: string;
  outcome: AnswerOutcome | null;
  citations: readonly Citation[];
  release: number | null;
  /** Null for answers from before receipts were kept. */
  receipt: Receipt | null;
}

/** How an answer differs from the one to the same question; null stands for what is the same. */
export interface AnswerDifference {
  isSame: boolean;
  outcome: Change<AnswerOutcome | null> | null;
  release: Change<number | null> | null;
  model: Change<ModelDescription | null> | null;
  prompts: Change<string[]> | null;
  /** The version of the settings of the store's agent. */
  settings: Change<number | null> | null;
  content: { diff: TextDiff | null } | null;
  citations: { gone: Citation[]; new: Citation[] };
  /** Null where there is no receipt to compare with, as for model and prompts. */
  passages: ChunkChanges | null;
}

/** `isSame` is about what the shopper reads: the outcome, the words and what they cite. */
export function answerDifference(before: ComparedAnswer, after: ComparedAnswer): AnswerDifference {
  const outcome = change(before.outcome, after.outcome);
  const content =
    before.content === after.content ? null : { diff: diffText(before.content, after.content) };
  const citations = compareCitations(before.citations, after.citations);
  return {
    isSame: !outcome && !content && citations.gone.length + citations.new.length === 0,
    outcome,
    release: change(before.release, after.release),
    content,
    citations,
    ...compareReceipts(before.receipt, after.receipt),
  };
}

function compareReceipts(was: Receipt | null, is: Receipt | null) {
  if (!was || !is) return { model: null, prompts: null, settings: null, passages: null };
  return {
    model: change(was.model, is.model),
    prompts: change(was.prompts, is.prompts),
    settings: change(was.settingsVersion, is.settingsVersion),
    passages: compareChunks(was.passages, is.passages),
  };
}

function change<T>(before: T, after: T): Change<T> | null {
  return isDeepStrictEqual(before, after) ? null : { before, after };
}

function compareCitations(before: readonly Citation[], after: readonly Citation[]) {
  const isIn = (list: readonly Citation[]) => (one: Citation) =>
    list.some(({ url, quote }) => url === one.url && quote === one.quote);
  const [wasThere, isThere] = [isIn(before), isIn(after)];
  return {
    gone: before.filter((one) => !isThere(one)),
    new: after.filter((one) => !wasThere(one)),
  };
}
