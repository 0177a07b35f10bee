import type { AnswerSource } from '../grounding/answer-source.js';
import type { SentenceVerdict } from '../grounding/sentence-verdict.js';
import { orderNumbersIn } from '../questions/order-question.js';
import { maskedNumber } from '../tools/tool-use.js';

/** Stands for what may tell of an order: people of the store read receipts, and an order is its shopper's. */
const HIDDEN = '[order]';

/** A question as it may be kept that was about an order. */
export const withoutNumbers = (text: string): string =>
  orderNumbersIn(text).reduce(
    (rest, number) => rest.replaceAll(number, maskedNumber(number)),
    text,
  );

/** Of a model that read an order only what was shown and pages alone bear keeps its words; the rest may tell of it. */
export function withoutOrder(
  verdicts: readonly SentenceVerdict[],
  sources: readonly AnswerSource[],
): SentenceVerdict[] {
  if (!sources.some(({ isOrder }) => isOrder)) return [...verdicts];
  const isOfPages = ({ isShown, passages }: SentenceVerdict) =>
    isShown && passages.every((number) => !sources[number - 1]?.isOrder);
  return verdicts.map((verdict) =>
    isOfPages(verdict) ? verdict : { ...verdict, sentence: HIDDEN, missing: [] },
  );
}
