import { type Excerpt, quoteOf } from '../extracting/excerpt.js';
import { measureEvidence } from '../extracting/measure-evidence.js';
import { strongest } from '../extracting/weigh-terms.js';
import { QuotableText } from '../grounding/injection/safe-chunk.js';
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
  const excerpts = findings.excerpts.filter(mayQuote);
  if (excerpts.length === findings.excerpts.length) return evidence;
  const chunkStrengths = results.map(({ chunkId }, i) => {
    const of = (list: readonly Excerpt[]) => list.filter(({ chunk }) => chunk.chunkId === chunkId);
    const kept = of(excerpts);
    return kept.length === of(findings.excerpts).length
      ? (findings.chunkStrengths[i] ?? [])
      : kept.map(({ covered }) => covered).reduce(strongest, []);
  });
  const left = { ...findings, excerpts, chunkStrengths };
  const score = Math.min(evidence.score, measureEvidence(question, left));
  return { ...evidence, findings: left, score };
}

/** A quote is read as an answer is, sentence by sentence. */
function breaksRule(quote: string, rules: readonly MerchantRule[], asked: string): boolean {
  return quote
    .split('\n')
    .flatMap((line) => splitSentences(line).map(({ start, end }) => line.slice(start, end)))
    .some((sentence) => brokenRule(sentence, rules, asked) !== null);
}
