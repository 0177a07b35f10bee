import type { Question } from '../questions/question.js';
import type { Excerpt } from './excerpt.js';
import type { Findings } from './find-excerpts.js';
import { speaksOf } from './speaks-of.js';
import { weightedShare } from './weigh-terms.js';

/** A term counts as found from here on; below lie chance likenesses. */
const FOUND = 0.7;
/** The very term, or another word for one thing. */
const EXACT = 0.95;
const MANY_TERMS = 5;
/** A question for a phone number or an e-mail address is answered by one or not at all. */
const NEEDS_FIGURE: ReadonlySet<Question['expects']> = new Set(['phone', 'email']);
const WITHOUT_FIGURE = 0.5;
const NAME_ASIDE = 0.4;
/** Below the floor, whatever else was found. */
const OF_SOMETHING_ELSE = 0.3;
/** The merchant's own answer to the very question covers it, whatever its words and figures. */
const REPLY = 0.95;

/**
 * How well the pages found cover the question, from 0 to 1: a logistic function of five shares, fitted over questions
 * with and without an answer on a shop, a software manual and a documentation site. The README has the curve.
 */
const FIT = { constant: -5.8, excerpt: 2.0, exact: 1.3, chunk: 4.1, absent: -0.5, terms: 1.8 };

export function measureEvidence(question: Question, findings: Findings): number {
  const { excerpts, weights, chunkStrengths } = findings;
  const best = excerpts[0];
  if (best === undefined) return 0;
  if (question.terms.length === 0) return best.isReply ? REPLY : 0;
  const exact = best.covered.map((strength) => (strength >= EXACT ? 1 : 0));
  const chunk = Math.max(...chunkStrengths.map((strengths) => weightedShare(weights, strengths)));
  const sum =
    FIT.constant +
    FIT.excerpt * weightedShare(weights, best.covered) +
    FIT.exact * weightedShare(weights, exact) +
    FIT.chunk * chunk +
    FIT.absent * absentShare(question, chunkStrengths) +
    FIT.terms * foundTerms(question, best.covered);
  const lacksFigure = NEEDS_FIGURE.has(question.expects) && !excerpts.some((e) => e.givesExpected);
  const doubts =
    (lacksFigure ? WITHOUT_FIGURE : 1) *
    (namesStandAside(question, excerpts) ? NAME_ASIDE : 1) *
    (speaksOf(question, findings) ? 1 : OF_SOMETHING_ELSE);
  const evidence = doubts / (1 + Math.exp(-sum));
  return best.isReply ? Math.max(evidence, REPLY) : evidence;
}

/**
 * Whether no excerpt that has a name of the question says anything of what is asked about it, itself or by its title: a row
 * for Canada on a page on shipping does.
 */
function namesStandAside({ terms }: Question, excerpts: readonly Excerpt[]): boolean {
  const indexes = terms.map((_, i) => i);
  const names = indexes.filter((i) => terms[i]!.isName);
  const topics = indexes.filter((i) => !terms[i]!.isName && terms[i]!.weight >= 0.5);
  if (names.length === 0 || topics.length === 0) return false;
  const holds = (strengths: readonly number[], i: number) => (strengths[i] ?? 0) >= FOUND;
  return !excerpts.some(({ own, covered }) => {
    const says = (named: readonly number[], told: readonly number[]) =>
      names.some((i) => holds(named, i)) && topics.some((i) => holds(told, i));
    return says(covered, own) || says(own, covered);
  });
}

/** Share of the topic terms that no chunk found holds in any form. */
function absentShare({ terms }: Question, chunkStrengths: readonly number[][]): number {
  const topics = terms.map((term, i) => ({ term, i })).filter(({ term }) => term.weight >= 0.5);
  const absent = topics.filter(({ i }) =>
    chunkStrengths.every((strengths) => (strengths[i] ?? 0) < FOUND),
  );
  return topics.length === 0 ? 1 : absent.length / topics.length;
}

/** How many topic terms meet in one excerpt: four of eight say more than one of two. */
function foundTerms({ terms }: Question, covered: readonly number[]): number {
  const found = terms.filter((term, i) => term.weight >= 0.5 && (covered[i] ?? 0) >= FOUND);
  return Math.min(found.length, MANY_TERMS) / MANY_TERMS;
}
