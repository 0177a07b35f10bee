import type { RetrievedChunk } from '@app/knowledge';

import { asksMeaning, givesAnswer } from '../questions/expected-answer.js';
import type { Question } from '../questions/question.js';
import { type Excerpt, type ExcerptSpan, isListing } from './excerpt.js';
import { strongest, weightedShare } from './weigh-terms.js';

/** A chunk as one question sees it; `head` are the strengths of the question's terms in its title and headings. */
export interface ChunkView {
  chunk: RetrievedChunk;
  rank: number;
  head: number[];
  titleFit: number;
  /** Whether its title or heading asks what was asked. */
  isAsked: boolean;
}

export interface MatchedSpan extends ExcerptSpan {
  own: number[];
  around: number[];
  isReply: boolean;
}

/** What a term is worth that only the title or a heading names; more on a page that is about just that. */
const CONTEXT_SHARE = 0.55;
const TITLE_SHARE = 0.4;
const NEIGHBOUR_SHARE = 0.5;
/** "How much" is better answered by a sentence with a price in it, "what is" by the first one of a page. */
const KIND_BONUS = 0.2;
const OPENING_BONUS = 0.2;
/** Before all that is merely alike. */
const REPLY_BONUS = 1;
const RANK_BONUS = 0.12;
const UNIT_COST = 0.03;
const LENGTH_COST = 0.15;
const COMFORTABLE_LENGTH = 240;
const NOISE_COST = 0.25;
/** More than an excerpt can be worth. */
const SCRIPT_COST = 3;
/** The names and prices of other products say nothing but their prices. */
const LISTING_COST = 0.2;

export function scoreExcerpt(
  view: ChunkView,
  span: MatchedSpan,
  { question, weights }: { question: Question; weights: number[] },
): Excerpt {
  const text = view.chunk.text.slice(span.start, span.end);
  const near = span.around.map((strength) => strength * NEIGHBOUR_SHARE);
  const covered = strongest(span.own, strongest(view.head, near));
  const own = weightedShare(weights, span.own);
  const context = weightedShare(weights, covered) - own;
  const givesExpected = question.expects !== null && givesAnswer(text, question.expects);
  const isOpening = span.first === 0 && asksMeaning(question.text);
  const score =
    own +
    (CONTEXT_SHARE + TITLE_SHARE * view.titleFit) * context +
    (givesExpected ? KIND_BONUS : 0) +
    (span.isReply ? REPLY_BONUS : 0) +
    (isOpening ? OPENING_BONUS * view.titleFit : 0) +
    RANK_BONUS / (1 + 0.3 * view.rank) -
    cost(text, span) -
    (isScript(lineOf(view.chunk, span)) ? SCRIPT_COST : 0) -
    (isListing(text) && question.expects !== 'price' ? LISTING_COST : 0);
  const { start, end } = span;
  return {
    chunk: view.chunk,
    start,
    end,
    score,
    own: span.own,
    covered,
    givesExpected,
    isReply: span.isReply,
    titleFit: view.titleFit,
  };
}

function cost(text: string, { first, last }: ExcerptSpan): number {
  const units = Math.min(2, last - first) * UNIT_COST;
  const length = Math.min(1, Math.max(0, text.length - COMFORTABLE_LENGTH) / 400) * LENGTH_COST;
  return units + length + (isNoise(text) ? NOISE_COST : 0);
}

/** The excerpt from the start of its line: the second sentence of a comment is one, too. */
function lineOf({ text }: RetrievedChunk, { start, end }: MatchedSpan): string {
  return text.slice(text.lastIndexOf('\n', start) + 1, end);
}

/** What leaked into a page from its template is no answer, whatever words it has. */
const isScript = (text: string): boolean =>
  /\$\(|\bfunction\s*\(|[{}]\s*$|=>|(?:^|\n)\s*(?:\/\/|\/\*)\s/u.test(text);

/** Figures without a word, and what looks like a line of a program. */
const isNoise = (text: string): boolean =>
  text.replace(/[^\p{L}]/gu, '').length < 4 || /;\s*$/u.test(text);
