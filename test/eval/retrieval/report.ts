import { mean, measureNames } from './measures.js';
import { type Ranker, rankers, type Run } from './run-file.js';

const NAMES: Record<Ranker, string> = {
  bm25: 'BM25, in memory',
  lexical: 'lexical leg',
  dense: 'dense leg',
  hybrid: 'hybrid, as served',
};

/** The table of one collection: each way's figures, and its nDCG as a multiple of BM25's. */
export function reportRun({ collection, model, questions }: Run): string {
  const yardstick = averageOf(questions, 'bm25', 'ndcg');
  const lines = rankers.map((ranker) => {
    const figures = measureNames.map((name) => averageOf(questions, ranker, name).toFixed(3));
    const ratio = (averageOf(questions, ranker, 'ndcg') / yardstick).toFixed(3);
    return `  ${NAMES[ranker].padEnd(18)} ${figures.map((text) => text.padStart(9)).join(' ')} ${ratio.padStart(9)}`;
  });
  const empty = questions.filter(({ rankings }) => rankings.hybrid?.length === 0).length;
  return [
    `${collection}: ${questions.length} questions, embedded by ${model}`,
    `  ${''.padEnd(18)} ${['nDCG@10', 'recall@10', 'MRR@10', '× BM25'].map((text) => text.padStart(9)).join(' ')}`,
    ...lines,
    `  questions without a result: ${empty}`,
    '',
  ].join('\n');
}

function averageOf(
  questions: Run['questions'],
  ranker: Ranker,
  name: (typeof measureNames)[number],
): number {
  return mean(questions.map(({ measures }) => measures[ranker][name]));
}
