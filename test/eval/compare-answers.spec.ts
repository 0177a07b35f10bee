import { compareAnswers } from './compare-answers.js';
import { unquotedFigures } from './figures-in.js';
import type { Verdict } from './judge-answer.js';

const verdict = (id: string, fields: Partial<Verdict> = {}) =>
  ({
    question: { id, kind: 'fact', question: `${id}?` },
    citesPage: true,
    hasFacts: true,
    isRefused: null,
    unquotedFigures: [],
    ...fields,
  }) as unknown as Verdict;

describe('compareAnswers', () => {
  it('counts what was right and is wrong now, and names it', () => {
    const before = [verdict('a'), verdict('b', { hasFacts: false }), verdict('gone')];
    const now = [verdict('a', { unquotedFigures: ['7'] }), verdict('b'), verdict('new')];

    const { lines, worse } = compareAnswers(before, now);

    expect(worse).toBe(1);
    expect(lines[0]).toBe('Against the earlier run: 1 better, 1 worse');
    expect(lines.slice(1).map((line) => line.trim().split(/\s+/).slice(0, 2))).toEqual([
      ['worse', 'a'],
      ['better', 'b'],
    ]);
  });
});

describe('unquotedFigures', () => {
  const citations = [{ url: null, title: 'Sizes', quote: 'It is 1,200 mm wide and costs $9.99.' }];

  it('knows the numbers of quotes, however they are grouped, and not the markers', () => {
    const content = '1200 mm for $9.99 [1], but 7 in stock [2].';

    expect(unquotedFigures({ content, citations, outcome: 'answered', usage: null })).toEqual([
      '7',
    ]);
  });
});
