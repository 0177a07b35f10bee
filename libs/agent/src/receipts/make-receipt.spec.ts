import { createHash } from 'node:crypto';

import type { RetrievedChunk } from '@app/knowledge';

import { foundChunk } from '../../../../test/support/found-chunk.js';
import type { Evidence } from '../answering/evidence-finder.js';
import type { Citation } from '../conversations/citation.js';
import type { SentenceVerdict } from '../grounding/sentence-verdict.js';
import { costOf } from './answer-cost.js';
import { AnswerTrace } from './answer-trace.js';
import { makeReceipt } from './make-receipt.js';

const find = (i: number, text = `Text ${i}.`) =>
  foundChunk({
    chunkId: `c-${i}`,
    pageId: `p-${i}`,
    url: `https://shop.example/${i}`,
    title: `Page ${i}`,
    text,
    score: 1 / 3,
    lexicalRank: i,
    lexicalScore: 7.1234567,
    denseRank: null,
    denseScore: null,
    coverage: 0.5,
    before: 'Before.',
  });

function evidenceOf(results: RetrievedChunk[]): Evidence {
  const outcome = { release: 3, releaseId: 'r-3', results, corrections: [], tookMs: 1.26 };
  return {
    question: { text: 'What?', terms: [], expects: null, asksRange: false },
    results,
    findings: { excerpts: [], weights: [], chunkStrengths: [] },
    score: 0.5,
    release: 3,
    releaseId: 'r-3',
    searches: [{ query: 'What lamp', outcome }],
  };
}

function traceOf(results: RetrievedChunk[]): AnswerTrace {
  const trace = new AnswerTrace();
  trace.understood({ text: 'What?', carriedWords: ['lamp'] }, false);
  trace.found(evidenceOf(results));
  trace.weighed(0.33, true);
  return trace;
}

const cite = (i: number, quote: string): Citation => ({
  number: 1,
  pageId: `p-${i}`,
  url: `https://shop.example/${i}`,
  title: '',
  quote,
  fetchedAt: '',
});

const verdict = (sentence: string): SentenceVerdict => ({
  sentence,
  isShown: true,
  reason: null,
  missing: [],
  passages: [1],
});

const many = (count: number, text?: string) =>
  Array.from({ length: count }, (_, i) => find(i + 1, text));

describe('a receipt in quotes', () => {
  it('has the best of what was found and all that is quoted, with hash and scores', () => {
    const { passages, searches, release, query, evidence } = makeReceipt(
      traceOf(many(20)),
      [cite(17, 'Text 17.')],
      null,
    );

    expect(passages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 17]);
    expect(passages.filter(({ isCited }) => isCited).map(({ number }) => number)).toEqual([17]);
    expect(passages[0]).toMatchObject({
      text: 'Text 1.',
      textSha256: createHash('sha256').update('Text 1.').digest('hex'),
      before: null,
      score: 0.333333,
      lexicalRank: 1,
      lexicalScore: 7.123457,
    });
    expect(searches).toMatchObject([{ query: 'What lamp', found: 20, tookMs: 1.3 }]);
    expect({ release, query, evidence }).toEqual({
      release: { number: 3, id: 'r-3' },
      query: { text: 'What?', isRewritten: false, carriedWords: ['lamp'] },
      evidence: { score: 0.5, floor: 0.33, isBorne: true },
    });
  });

  it('takes the words around a chunk for none of its own, since nobody read them', () => {
    const [first, second] = many(2);
    const beside = { ...second!, pageId: first!.pageId, before: 'Text 1.' };

    const { passages } = makeReceipt(traceOf([first!, beside]), [cite(1, 'Text 1.')], null);

    expect(passages.map(({ isCited }) => isCited)).toEqual([true, false]);
  });

  it('says of each quote where it stands, and nowhere where it stands nowhere', () => {
    const { verdicts } = makeReceipt(traceOf(many(3)), [cite(2, 'Text 2.'), cite(3, 'No.')], null);

    expect(verdicts.map(({ sentence, passages }) => [sentence, passages])).toEqual([
      ['Text 2.', [2]],
      ['No.', []],
    ]);
  });
});

describe('a receipt of a model', () => {
  it('has just what the model was given, with the words around it and the verdicts', () => {
    const results = many(20);
    const trace = traceOf(results);
    trace.prompted('answer-1', { name: 'm', parameters: null });
    trace.grounded(results.slice(0, 2), { verdicts: [verdict(' Yes [1].')] });

    const receipt = makeReceipt(trace, [], null);

    expect(receipt.passages.map(({ number, before }) => [number, before])).toEqual([
      [1, 'Before.'],
      [2, 'Before.'],
    ]);
    expect(receipt).toMatchObject({
      prompts: ['answer-1'],
      model: { name: 'm' },
      verdicts: [{ sentence: 'Yes [1].', passages: [1] }],
      costGap: 'no_price',
    });
  });

  it('is bounded, whatever page and model have to say', () => {
    const results = many(20, '€'.repeat(20_000));
    const trace = traceOf(results);
    trace.grounded(results, { verdicts: many(500).map(() => verdict('x'.repeat(9_000))) });

    const receipt = makeReceipt(trace, [], null);

    expect(receipt.passages[0]).toMatchObject({
      isCut: true,
      textSha256: createHash('sha256').update('€'.repeat(20_000)).digest('hex'),
    });
    expect(receipt.omittedVerdicts).toBe(440);
    expect(Buffer.byteLength(JSON.stringify(receipt))).toBeLessThan(256 * 1024);
  });
});

describe('a receipt of an answer that came from nothing', () => {
  it('says so', () => {
    expect(makeReceipt(new AnswerTrace(), [], null)).toMatchObject({
      release: null,
      query: null,
      searches: [],
      evidence: null,
      passages: [],
      model: null,
      verdicts: [],
      cost: null,
      costGap: 'no_model',
      timings: { searchingMs: null, answeringMs: null, firstTokenMs: null },
    });
  });
});

describe('the trace', () => {
  it('passes everything on, and notes the first text only', async () => {
    const trace = new AnswerTrace();
    async function* parts() {
      yield await Promise.resolve({ type: 'status' });
      yield { type: 'token' };
      return 'end';
    }
    const watched = trace.watch(parts());

    expect(await watched.next()).toEqual({ done: false, value: { type: 'status' } });
    expect(trace.timings().firstTokenMs).toBeNull();
    await watched.next();
    expect(trace.timings().firstTokenMs).toEqual(expect.any(Number));
    expect(await watched.next()).toEqual({ done: true, value: 'end' });
  });

  it('ends what it watches when it is left', async () => {
    let isEnded = false;
    async function* parts() {
      try {
        for (;;) yield await Promise.resolve({ type: 'token' });
      } finally {
        isEnded = true;
      }
    }

    for await (const part of new AnswerTrace().watch(parts())) if (part.type === 'token') break;

    expect(isEnded).toBe(true);
  });
});

describe('the cost', () => {
  const models = new Map([['m', { inputPerMillion: 0.15, outputPerMillion: 0.6 }]]);
  const prices = { models, currency: 'EUR', version: '2026-01' };
  const tokens = { input: 812, output: 64 };

  it('is tokens times the operator’s price, with the price', () => {
    expect(costOf('m', tokens, prices)).toEqual({
      cost: {
        amount: 0.0001602,
        currency: 'EUR',
        inputPerMillion: 0.15,
        outputPerMillion: 0.6,
        priceVersion: '2026-01',
      },
      costGap: null,
    });
  });

  it.each([
    [null, 'no_model'],
    ['other', 'no_price'],
    ['constructor', 'no_price'],
  ])('of the model %s is unknown: %s', (model, costGap) => {
    expect(costOf(model, tokens, prices)).toEqual({ cost: null, costGap });
  });
});
