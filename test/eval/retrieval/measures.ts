/** How deep each measure looks. */
export const DEPTH = 10;

export interface Measures {
  ndcg: number;
  recall: number;
  mrr: number;
}

export const measureNames = ['ndcg', 'recall', 'mrr'] as const;

/** nDCG@10, recall@10 and MRR@10 of one ranking, the best entry first. */
export function measure(ranking: readonly string[], grades: ReadonlyMap<string, number>): Measures {
  const top = ranking.slice(0, DEPTH).map((id) => grades.get(id) ?? 0);
  const ideal = gain([...grades.values()].sort((x, y) => y - x));
  const first = top.findIndex((grade) => grade > 0);
  return {
    ndcg: ideal === 0 ? 0 : gain(top) / ideal,
    recall: grades.size === 0 ? 0 : top.filter((grade) => grade > 0).length / grades.size,
    mrr: first === -1 ? 0 : 1 / (first + 1),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function gain(grades: readonly number[]): number {
  return grades.slice(0, DEPTH).reduce((sum, grade, i) => sum + grade / Math.log2(i + 2), 0);
}
