import { compareRuns, reportComparison } from './compare-runs.js';
import { measure } from './measures.js';
import { type Run } from './run-file.js';

const ranked = (id: string, ranking: string[]) => {
  const same = measure(ranking, new Map([['right', 1]]));
  const rankings = { bm25: ranking, lexical: ranking, dense: ranking, hybrid: ranking };
  const measures = { bm25: same, lexical: same, dense: same, hybrid: same };
  return { id, text: `question ${id}`, rankings, measures };
};
const run = (...questions: Run['questions']): Run => ({
  collection: 'shop',
  model: 'm',
  startedAt: '2026-01-01T00:00:00Z',
  questions,
});

describe('compareRuns', () => {
  it('counts questions that got better, worse and stayed', () => {
    const before = run(ranked('1', ['right']), ranked('2', ['x', 'right']), ranked('3', ['x']));
    const after = run(ranked('1', ['x', 'right']), ranked('2', ['right']), ranked('3', ['y']));
    const [bm25] = compareRuns(before, after);

    expect(bm25).toMatchObject({ ranker: 'bm25', wins: 1, losses: 1, ties: 1 });
    expect(bm25?.difference).toBeCloseTo(0);
    expect(bm25?.movers).toHaveLength(2);
  });

  it('is sure of a change that all questions show, and not of one that a few do', () => {
    const ids = Array.from({ length: 30 }, (_, i) => String(i));
    const before = run(...ids.map((id) => ranked(id, ['x', 'right'])));
    const better = run(...ids.map((id) => ranked(id, ['right'])));
    const mixed = run(...ids.map((id, i) => ranked(id, i < 2 ? ['right'] : ['x', 'right'])));

    expect(reportComparison('shop', compareRuns(before, better))).toContain('better');
    expect(compareRuns(before, better)[0]?.interval[0]).toBeGreaterThan(0);
    expect(compareRuns(before, mixed)[0]?.interval[0]).toBe(0);
  });

  it('leaves out what only one run asked', () => {
    const [bm25] = compareRuns(run(ranked('1', ['right'])), run(ranked('2', ['right'])));

    expect(bm25).toMatchObject({ wins: 0, losses: 0, ties: 0, difference: 0 });
  });
});
