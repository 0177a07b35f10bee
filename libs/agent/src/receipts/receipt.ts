import type { Correction, DenseLeg, RetrievedChunk, SearchOutcome } from '@app/knowledge';
import type { BudgetStep } from '@app/tenancy';

import type { SentenceVerdict } from '../grounding/sentence-verdict.js';
import type { ModelDescription } from '../models/chat-model.js';
import type { RecheckNote } from '../rechecking/recheck-note.js';
import type { ToolUse } from '../tools/tool-use.js';
import type { AnswerCost, CostGap } from './answer-cost.js';

/** A search as it was sent, after rewriting and with the words it carries over. */
export interface ReceiptSearch {
  query: string;
  found: number;
  corrections: Omit<Correction, 'place'>[];
  dense: Pick<DenseLeg, 'embedding' | 'method'> | null;
  denseUnavailable: SearchOutcome['denseUnavailable'] | null;
  rerank: SearchOutcome['rerank'] | null;
  tookMs: number;
}

type Scores = Pick<
  RetrievedChunk,
  'score' | 'lexicalRank' | 'lexicalScore' | 'denseRank' | 'denseScore' | 'coverage'
>;

/** What an answer was made from, word for word, so that it can be shown when the page has long changed. */
export interface ReceiptChunk extends Scores {
  /** Its place among what was found, from 1; with a model, its number in the prompt. */
  number: number;
  isCited: boolean;
  chunkId: string;
  pageId: string;
  url: string;
  title: string;
  headingPath: string[];
  fetchedAt: string;
  text: string;
  /** Of the whole text, also where what is kept is cut. */
  textSha256: string;
  isCut: boolean;
  /** The page's words around it that the model read; null where none did. */
  before: string | null;
  after: string | null;
  rerankScore: number | null;
}

export interface ReceiptTimings {
  /** Null where it did not come to that. */
  understandingMs: number | null;
  searchingMs: number | null;
  answeringMs: number | null;
  /** From the question to the first text of the answer. */
  firstTokenMs: number | null;
  totalMs: number;
}

/** The evidence kept for an answer: what it was made from, by what, and what was found of each of its sentences. */
export interface Receipt {
  release: { number: number; id: string | null } | null;
  /** The question as it was understood; null where nothing was searched. */
  query: { text: string; isRewritten: boolean; carriedWords: string[] } | null;
  searches: ReceiptSearch[];
  evidence: { score: number; floor: number; isBorne: boolean } | null;
  /** The page that was asked for since it was too old; null where none was, left out in receipts of before. */
  recheck?: RecheckNote | null;
  passages: ReceiptChunk[];
  /** Version of the settings of the store's agent; 0 where the store had set nothing. */
  settingsVersion: number | null;
  /** Which step of the budget's ladder served; left out in receipts from before there was one. */
  budgetStep?: BudgetStep | null;
  /** Versions of the prompts that were sent, in their order. */
  prompts: string[];
  /** Null where no language model was asked. */
  model: ModelDescription | null;
  /** Calls of tools; left out in receipts from before there were any. */
  tools?: ToolUse[];
  verdicts: SentenceVerdict[];
  /** Verdicts beyond those that are kept. */
  omittedVerdicts: number;
  tokens: { input: number; output: number; isEstimated: boolean };
  cost: AnswerCost | null;
  /** Why there is no cost. */
  costGap: CostGap | null;
  timings: ReceiptTimings;
}
