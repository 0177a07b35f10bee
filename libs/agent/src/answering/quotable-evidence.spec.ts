import { foundChunk } from '../../../../test/support/found-chunk.js';
import { quoteOf } from '../extracting/excerpt.js';
import { repliesIn } from '../prompts/replies/replies-in.js';
import { readQuestion } from '../questions/question.js';
import type { MerchantRule } from '../settings/merchant-rule.js';
import { weigh } from './evidence-finder.js';
import { extractiveAnswer } from './extractive-answer.js';
import { quotableEvidence, quotableUnder } from './quotable-evidence.js';

const chunk = (text: string) => foundChunk({ chunkId: 'shipping', title: 'Shipping', text });

const NO_DATES: MerchantRule = {
  name: 'No dates',
  kind: 'never_promise',
  topic: 'delivery_dates',
};
const QUESTION = 'How is the parcel packed?';
const PAGE =
  'Each parcel is packed in paper. Your order is delivered within 3 days.\n\nWe answer mail.';

const found = (question: string) => weigh(readQuestion(question), [chunk(PAGE)], []);

describe('quotableEvidence', () => {
  it('is the evidence itself where all may be quoted', () => {
    const evidence = found(QUESTION);

    expect(quotableEvidence(evidence, quotableUnder([], evidence.question))).toBe(evidence);
  });

  it('does not rest on what a rule forbids to say', () => {
    const evidence = found('When is my order delivered, within how many days?');

    const left = quotableEvidence(evidence, quotableUnder([NO_DATES], evidence.question));

    expect(evidence.score).toBeGreaterThan(0.5);
    expect(left.score).toBeLessThan(0.33);
    expect(left.findings.excerpts.map(quoteOf).join()).not.toContain('3 days');
  });
});

describe('a row of a table that says when it arrives', () => {
  const TABLE =
    '| Destination | Price | Time |\n| --- | --- | --- |\n| Belgium | €4.50 | 1-2 days |\n| Canada | €19.00 | 7-12 days |';
  const quotesFor = (text: string) => {
    const question = readQuestion(text);
    const evidence = weigh(question, [chunk(TABLE)], []);
    const left = quotableEvidence(evidence, quotableUnder([NO_DATES], question));
    return left.findings.excerpts.map(quoteOf);
  };

  it('is quoted up to there', () => {
    expect(quotesFor('How much is shipping to Canada?')).toContain('| Canada | €19.00');
  });

  it('is no answer to how long that takes', () => {
    expect(quotesFor('How long does shipping to Canada take?').join()).not.toContain('Canada');
  });
});

describe('extractiveAnswer', () => {
  it('names no section whose number stands in no quote', () => {
    const placed = (heading: string) => {
      const page = { ...chunk(PAGE), headingPath: [heading] };
      const evidence = weigh(readQuestion(QUESTION), [page], []);
      const asked = { replies: repliesIn('en'), mayQuote: quotableUnder([], evidence.question) };
      return extractiveAnswer(evidence, asked).parts[1]?.text;
    };

    expect(placed('Section 6 - Packing')).toMatch(/^\nShipping: “/);
    expect(placed('Packing')).toMatch(/^\nShipping › Packing: “/);
    expect(placed('Packed, within 3 days')).toMatch(/^\nShipping › Packed, within 3 days: “/);
  });

  it('does not go on to what a rule forbids to say', () => {
    const answer = (rules: MerchantRule[]) => {
      const all = found(QUESTION);
      const mayQuote = quotableUnder(rules, all.question);
      const evidence = quotableEvidence(all, mayQuote);
      return extractiveAnswer(evidence, { replies: repliesIn('en'), mayQuote });
    };

    expect(answer([]).citations[0]?.quote).toContain('within 3 days');
    expect(answer([NO_DATES]).citations[0]?.quote).toBe('Each parcel is packed in paper.');
  });
});
