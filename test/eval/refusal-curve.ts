import type { Verdict } from './judge-answer.js';

export interface CurvePoint {
  floor: number;
  /** Share of the answerable questions whose evidence reaches the floor, and of the others whose evidence does not. */
  answered: number;
  refused: number;
}

const STEPS = 20;

/**
 * What any floor would have done, from the evidence that each answer reports. Questions that were declined without a
 * search count as refused under every floor. Empty where the deployment reports no evidence.
 */
export function refusalCurve(verdicts: readonly Verdict[]): CurvePoint[] {
  const answerable = verdicts.filter(({ isAnswerable }) => isAnswerable).map(evidenceOf);
  const others = verdicts.filter(({ isAnswerable }) => !isAnswerable).map(evidenceOf);
  if (![...answerable, ...others].some((evidence) => evidence > 0)) return [];
  return Array.from({ length: STEPS }, (_, i) => {
    const floor = (i + 1) / STEPS;
    return {
      floor,
      answered: share(answerable, (evidence) => evidence >= floor),
      refused: share(others, (evidence) => evidence < floor),
    };
  });
}

function evidenceOf({ answer }: Verdict): number {
  return answer.usage?.evidence ?? 0;
}

function share(values: readonly number[], counts: (value: number) => boolean): number {
  return values.length === 0 ? Number.NaN : values.filter(counts).length / values.length;
}
