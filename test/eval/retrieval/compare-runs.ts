import { mean } from './measures.js';
import { type Ranker, rankers, type Run } from './run-file.js';

export interface Comparison {
  ranker: Ranker;
  wins: number;
  losses: number;
  ties: number;
  /** Mean nDCG@10 of the second run minus that of the first, and where 95 % of resampled differences lie. */
  difference: number;
  interval: [number, number];
  movers: Mover[];
}

export interface Mover {
  text: string;
  before: number;
  after: number;
}

const RESAMPLES = 10_000;
const MOVERS = 5;
const SAME = 1e-9;

/** Two runs on one collection, question by question; questions that only one of them asked are left out. */
export function compareRuns(before: Run, after: Run): Comparison[] {
  const earlier = new Map(before.questions.map((question) => [question.id, question]));
  return rankers.map((ranker) => {
    const pairs = after.questions.flatMap(({ id, text, measures }) => {
      const question = earlier.get(id);
      if (!question) return [];
      return [{ text, before: question.measures[ranker].ndcg, after: measures[ranker].ndcg }];
    });
    const changes = pairs.map((pair) => pair.after - pair.before);
    return {
      ranker,
      wins: changes.filter((change) => change > SAME).length,
      losses: changes.filter((change) => change < -SAME).length,
      ties: changes.filter((change) => Math.abs(change) <= SAME).length,
      difference: mean(changes),
      interval: bootstrap(changes),
      movers: pairs
        .filter((pair) => Math.abs(pair.after - pair.before) > SAME)
        .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
        .slice(0, MOVERS),
    };
  });
}

/** Paired bootstrap: how the mean change varies when the questions are drawn anew. The same draws every time. */
function bootstrap(changes: readonly number[]): [number, number] {
  const random = seeded(1);
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(changes.map(() => changes[Math.floor(random() * changes.length)] ?? 0)),
  ).sort((a, b) => a - b);
  return [means[Math.floor(RESAMPLES * 0.025)] ?? 0, means[Math.floor(RESAMPLES * 0.975)] ?? 0];
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function reportComparison(collection: string, comparisons: readonly Comparison[]): string {
  const lines = comparisons.map(({ ranker, wins, losses, ties, difference, interval }) => {
    const [low, high] = interval;
    const verdict = low > 0 ? 'better' : high < 0 ? 'worse' : 'no difference shown';
    return `  ${ranker.padEnd(8)} ${wins} wins, ${losses} losses, ${ties} ties   nDCG@10 ${signed(difference)}   95 % between ${signed(low)} and ${signed(high)}: ${verdict}`;
  });
  const movers = comparisons.find(({ ranker }) => ranker === 'hybrid')?.movers ?? [];
  return [
    `${collection}`,
    ...lines,
    ...movers.map(
      ({ text, before, after }) =>
        `    ${before.toFixed(3)} → ${after.toFixed(3)}  ${text.slice(0, 90)}`,
    ),
    '',
  ].join('\n');
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
