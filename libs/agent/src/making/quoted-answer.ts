import { type AnswerParts, said } from '../answering/answer-draft.js';
import type { Evidence } from '../answering/evidence-finder.js';
import { type ExtractiveAnswer, extractiveAnswer } from '../answering/extractive-answer.js';
import { bearsQuoting, QUOTING_FLOOR } from '../answering/floor.js';
import { quotableEvidence, quotableUnder } from '../answering/quotable-evidence.js';
import { type Making, unanswered, usageOf } from './making.js';

/** An answer in words of the pages, where what may be quoted of them is enough. */
export async function* quotedAnswer(found: Evidence, making: Making): AnswerParts {
  const { settings, trace } = making;
  const { evidence, isBorne, answer } = quotesOf(found, making);
  trace.evidence = evidence;
  const usage = usageOf(evidence, making);
  trace.weighed(settings.floor?.value ?? QUOTING_FLOOR, isBorne);
  if (answer === null) return yield* said(unanswered(evidence, making, usage));
  const { parts, citations } = answer;
  yield { type: 'status', stage: 'answering' };
  for (const part of parts) {
    yield { type: 'token', text: part.text };
    for (const citation of part.citations) yield { type: 'citation', citation };
  }
  return {
    content: contentOf(answer),
    outcome: 'answered',
    citations,
    release: evidence.release,
    usage,
  };
}

/** What may be quoted of what was found; `answer` is null where that is too little. */
export function quotesOf(
  found: Evidence,
  { settings: { floor, rules }, replies }: Pick<Making, 'settings' | 'replies'>,
): { evidence: Evidence; isBorne: boolean; answer: ExtractiveAnswer | null } {
  const mayQuote = quotableUnder(rules, found.question);
  const evidence = quotableEvidence(found, mayQuote);
  const isBorne = bearsQuoting(evidence, floor?.value);
  const answer = isBorne ? extractiveAnswer(evidence, { replies, mayQuote }) : null;
  return { evidence, isBorne, answer: answer?.citations.length ? answer : null };
}

export const contentOf = ({ parts }: ExtractiveAnswer): string =>
  parts
    .map(({ text }) => text)
    .join('')
    .trim();
