import { type AnswerParts, said } from '../answering/answer-draft.js';
import type { Evidence } from '../answering/evidence-finder.js';
import { extractiveAnswer } from '../answering/extractive-answer.js';
import { bearsQuoting, QUOTING_FLOOR } from '../answering/floor.js';
import { quotableEvidence, quotableUnder } from '../answering/quotable-evidence.js';
import { type Making, unanswered, usageOf } from './making.js';

/** An answer in words of the pages, where what may be quoted of them is enough. */
export async function* quotedAnswer(found: Evidence, making: Making): AnswerParts {
  const { replies, trace } = making;
  const { floor, rules } = making.settings;
  const mayQuote = quotableUnder(rules, found.question);
  const evidence = quotableEvidence(found, mayQuote);
  trace.evidence = evidence;
  const usage = usageOf(evidence, making);
  const abstained = unanswered(evidence, making, usage);
  const isBorne = bearsQuoting(evidence, floor?.value);
  trace.weighed(floor?.value ?? QUOTING_FLOOR, isBorne);
  if (!isBorne) return yield* said(abstained);
  const { parts, citations } = extractiveAnswer(evidence, { replies, mayQuote });
  if (citations.length === 0) return yield* said(abstained);
  yield { type: 'status', stage: 'answering' };
  for (const part of parts) {
    yield { type: 'token', text: part.text };
    for (const citation of part.citations) yield { type: 'citation', citation };
  }
  const content = parts
    .map(({ text }) => text)
    .join('')
    .trim();
  return { content, outcome: 'answered', citations, release: evidence.release, usage };
}
