import { type Excerpt, quoteOf } from '../extracting/excerpt.js';
import { measureEvidence } from '../extracting/measure-evidence.js';
import { strongest } from '../extracting/weigh-terms.js';
import { QuotableText } from '../grounding/injection/safe-chunk.js';
import { givesAnswer } from '../questions/expected-answer.js';
import type { Question } from '../questions/question.js';
import { brokenRule } from '../settings/broken-rule.js';
import type { MerchantRule } from '../settings/merchant-rule.js';
import { splitSentences } from '../wording/split-sentences.js';
import type { Evidence } from './evidence-finder.js';

export type MayQuote = (excerpt: Pick<Excerpt, 'chunk' | 'start' | 'end'>) => boolean;

/** What speaks to a model instead of to people is not quoted, nor what the store never wants said. */
export function quotableUnder(rules: readonly MerchantRule[], question: Question): MayQuote {
  const text = new QuotableText();
  // those of the conversation that the question leaves out, too
  const asked = [question.text, ...question.terms.map(({ word }) => word)].join(' ');
  return (excerpt) => text.allows(excerpt) && !breaksRule(quoteOf(excerpt), rules, asked);
}

/**
 * The evidence without what may not be quoted, and how well the rest covers the question: words that are never shown are
 * no reason to show others beside them.
 */
export function quotableEvidence(evidence: Evidence, mayQuote: MayQuote): Evidence {
  const { findings, results, question } = evidence;
  const excerpts = findings.excerpts.flatMap((one) =>
    mayQuote(one) ? [one] : cutRow(one, question, mayQuote),
  );
  const left = new Set(excerpts);
  if (findings.excerpts.every((one) => left.has(one))) return evidence;
  const chunkStrengths = results.map(({ chunkId }, i) => {
    const of = (list: readonly Excerpt[]) => list.filter(({ chunk }) => chunk.chunkId === chunkId);
    const kept = of(excerpts);
    return of(findings.excerpts).every((one) => left.has(one))
      ? (findings.chunkStrengths[i] ?? [])
      : kept.map(({ covered }) => covered).reduce(strongest, []);
  });
  const quotable = { ...findings, excerpts, chunkStrengths };
  const score = Math.min(evidence.score, measureEvidence(question, quotable));
  return { ...evidence, findings: quotable, score };
}

/** Whom a period is what was asked for, to them the rest of the row is no answer. */
const PERIODS: readonly Question['expects'][] = ['duration', 'time', 'extent'];

/** The first cells of a row of a table, as many as may be quoted: the price without the days beside it. */
function cutRow(excerpt: Excerpt, { expects }: Question, mayQuote: MayQuote): Excerpt[] {
  const row = quoteOf(excerpt);
  if (!row.startsWith('|') || row.includes('\n') || PERIODS.includes(expects)) return [];
  const ends = [...row.matchAll(/(?<=\S)\s*\|/gu)].map(({ index }) => index).slice(1);
  const cuts = ends.map((end) => ({ ...excerpt, end: excerpt.start + end }));
  const longest = cuts.filter(mayQuote).at(-1);
  if (longest === undefined) return [];
  const givesExpected = expects !== null && givesAnswer(quoteOf(longest), expects);
  // the name of the row alone tells nothing of what was asked
  return expects === null || givesExpected ? [{ ...longest, givesExpected }] : [];
}

/** A quote is read as an answer is, sentence by sentence. */
function breaksRule(quote: string, rules: readonly MerchantRule[], asked: string): boolean {
  return quote
    .split('\n')
    .flatMap((line) => splitSentences(line).map(({ start, end }) => line.slice(start, end)))
    .some((sentence) => brokenRule(sentence, rules, asked) !== null);
}
