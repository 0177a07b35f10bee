import type { Citation } from '../conversations/citation.js';
import { AnswerTrace } from '../receipts/answer-trace.js';
import { makeReceipt } from '../receipts/make-receipt.js';
import type { Receipt, ReceiptChunk } from '../receipts/receipt.js';
import { answerDifference, type ComparedAnswer } from './answer-difference.js';
import { compareChunks } from './compare-chunks.js';

const chunk = (url: string, text: string): ReceiptChunk => ({
  number: 1,
  isCited: false,
  chunkId: `chunk of ${text}`,
  pageId: `version with ${text}`,
  url,
  title: url,
  headingPath: [],
  fetchedAt: '2026-01-05T09:30:00.000Z',
  text,
  textSha256: `hash of ${text}`,
  isCut: false,
  before: null,
  after: null,
  score: 1,
  rerankScore: null,
  lexicalRank: 1,
  lexicalScore: 1,
  denseRank: null,
  denseScore: null,
  coverage: 1,
});

const receipt = (changes: Partial<Receipt> = {}): Receipt => ({
  ...makeReceipt(new AnswerTrace(), [], null),
  ...changes,
});

const citation = (quote: string): Citation => ({
  number: 1,
  url: '/returns',
  title: 'Returns',
  quote,
  fetchedAt: '2026-01-05T09:30:00.000Z',
});

const answer = (changes: Partial<ComparedAnswer> = {}): ComparedAnswer => ({
  content: 'You have 30 days [1].',
  outcome: 'answered',
  citations: [citation('within 30 days')],
  release: 1,
  receipt: receipt(),
  ...changes,
});

describe('the passages of two answers', () => {
  it('are the same by address and hash, whatever version of the page they stand in', () => {
    const [was, is] = [chunk('/a', 'one'), { ...chunk('/a', 'one'), pageId: 'later', number: 4 }];

    expect(compareChunks([was], [is])).toEqual({ same: 1, gone: [], new: [], changed: [] });
  });

  it('are changed where the page says it in other words now', () => {
    const was = chunk('/returns', 'Lamps can be returned within 30 days.');
    const is = chunk('/returns', 'Lamps can be returned within 60 days.');

    const { changed, ...rest } = compareChunks([was], [is]);

    expect(rest).toEqual({ same: 0, gone: [], new: [] });
    expect(changed).toMatchObject([{ before: was, after: is }]);
    expect(changed[0]?.diff?.text).toContain('-Lamps can be returned within 30 days.\n+Lamps');
  });

  it('are gone and new where another piece of the page was found, or another page', () => {
    const was = [chunk('/a', 'Oak and brass, made by hand.'), chunk('/b', 'Free shipping.')];
    const is = [chunk('/a', 'Call us on weekdays.'), chunk('/c', 'Free shipping.')];

    expect(compareChunks(was, is)).toEqual({ same: 0, gone: was, new: is, changed: [] });
  });

  it('are paired with the likest, each once', () => {
    const was = [chunk('/a', 'red lamp costs 10'), chunk('/a', 'blue lamp of oak costs 20')];
    const is = [chunk('/a', 'blue lamp of oak costs 25'), chunk('/a', 'red lamp costs 15')];

    const { changed } = compareChunks(was, is);

    expect(changed.map(({ before, after }) => [before.text, after.text])).toEqual([
      ['red lamp costs 10', 'red lamp costs 15'],
      ['blue lamp of oak costs 20', 'blue lamp of oak costs 25'],
    ]);
  });
});

describe('the difference of two answers', () => {
  it('is nothing where nothing differs', () => {
    expect(answerDifference(answer(), answer())).toEqual({
      isSame: true,
      outcome: null,
      release: null,
      model: null,
      prompts: null,
      settings: null,
      content: null,
      citations: { gone: [], new: [] },
      passages: { same: 0, gone: [], new: [], changed: [] },
    });
  });

  it('names what the shopper would read differently', () => {
    const after = answer({
      content: 'You have 60 days [1].',
      citations: [citation('within 60 days')],
      release: 2,
    });

    expect(answerDifference(answer(), after)).toMatchObject({
      isSame: false,
      outcome: null,
      release: { before: 1, after: 2 },
      content: {
        diff: { text: '@@ -1,1 +1,1 @@\n-You have 30 days [1].\n+You have 60 days [1].' },
      },
      citations: { gone: [citation('within 30 days')], new: [citation('within 60 days')] },
    });
  });

  it('is the same for the shopper on another release, with another model and prompt', () => {
    const model = { name: 'other', parameters: null };
    const after = answer({ release: 2, receipt: receipt({ model, prompts: ['answer-2'] }) });

    expect(answerDifference(answer(), after)).toMatchObject({
      isSame: true,
      release: { before: 1, after: 2 },
      model: { before: null, after: model },
      prompts: { before: [], after: ['answer-2'] },
    });
  });

  it('compares what it can with an answer that has no receipt', () => {
    const after = answer({ outcome: 'abstained', content: 'No idea.', citations: [] });

    expect(answerDifference(answer({ receipt: null }), after)).toMatchObject({
      isSame: false,
      outcome: { before: 'answered', after: 'abstained' },
      model: null,
      prompts: null,
      passages: null,
    });
  });
});
