import type { RetrievedChunk } from '@app/knowledge';

import type { Question } from '../questions/question.js';
import { sameQuestion } from '../questions/same-question.js';
import { quotableTerms, titleTerms } from '../wording/implied-terms.js';
import { type Excerpt, type ExcerptSpan, listSpans } from './excerpt.js';
import { listProducts } from './list-products.js';
import { ofAskedProduct } from './of-asked-product.js';
import { saysSomething } from './says-something.js';
import { type ChunkView, scoreExcerpt } from './score-excerpt.js';
import { TermMatcher } from './term-matcher.js';
import { titleFit } from './title-fit.js';
import { strongest, weighTerms } from './weigh-terms.js';

export interface Findings {
  excerpts: Excerpt[];
  weights: number[];
  /** Strength of each question term in each chunk, title and headings included; in the order of the results. */
  chunkStrengths: number[][];
}

const TIE = 0.05;

/** Every piece of the retrieved chunks that may be quoted, best first. */
export function findExcerpts(question: Question, results: readonly RetrievedChunk[]): Findings {
  const termSets = results.map(({ title, headingPath, text }) => ({
    head: titleTerms([title, ...headingPath].join('\n')),
    body: quotableTerms(text),
  }));
  const vocabulary = new Set(termSets.flatMap(({ head, body }) => [...head, ...body]));
  const matcher = new TermMatcher(question, vocabulary);
  const heads = termSets.map(({ head }) => matcher.strengths(head));
  const chunkStrengths = termSets.map(({ body }, i) =>
    strongest(matcher.strengths(body), heads[i] ?? []),
  );
  const weights = weighTerms(question, chunkStrengths);
  const isSame = sameQuestion(question.text);
  const spans = results.flatMap((chunk, rank) => {
    const isAsked = [chunk.title, chunk.headingPath.at(-1) ?? ''].some(isSame);
    const fit = titleFit(chunk, matcher);
    const view = { chunk, rank, head: heads[rank] ?? [], titleFit: fit, isAsked };
    return excerptsOf(view, matcher, { question, weights, isSame });
  });
  const excerpts = spans.filter((one) => one.isReply || saysSomething(one, question));
  const products = question.asksRange ? listProducts(results, question.terms.length) : [];
  const best =
    products.length > 0 ? products : ofAskedProduct(question, bestFirst(excerpts), results);
  return { excerpts: best, weights, chunkStrengths };
}

/** Where scores say next to nothing, the page that is about just what was asked: "King" before "California King". */
function bestFirst(excerpts: Excerpt[]): Excerpt[] {
  const sorted = excerpts.sort((a, b) => b.score - a.score);
  const best = sorted[0]?.score ?? 0;
  const ties = sorted.filter(({ score }) => score >= best - TIE);
  return [...ties.sort((a, b) => b.titleFit - a.titleFit), ...sorted.slice(ties.length)];
}

function excerptsOf(
  view: ChunkView,
  matcher: TermMatcher,
  asked: { question: Question; weights: number[]; isSame: (line: string) => boolean },
): Excerpt[] {
  const { units, spans } = listSpans(view.chunk.text);
  const asks = units.map(({ start, end }) => asked.isSame(view.chunk.text.slice(start, end)));
  const strengths = units.map(({ start, end }) => {
    return matcher.strengths(quotableTerms(view.chunk.text.slice(start, end)));
  });
  return spans.map((span: ExcerptSpan) => {
    const own = strengths.slice(span.first, span.last + 1).reduce(strongest, []);
    const around = strongest(strengths[span.first - 1] ?? [], strengths[span.last + 1] ?? []);
    const isReply = replies(span, asks, view.isAsked);
    return scoreExcerpt(view, { ...span, own, around, isReply }, asked);
  });
}

/** What begins with the question and goes on, follows it, or opens what has it as its title. */
function replies(
  { first, last }: ExcerptSpan,
  asks: readonly boolean[],
  isAsked: boolean,
): boolean {
  if (asks[first] === true) return last > first;
  return asks[first - 1] === true || (isAsked && first === 0);
}
