import type { BudgetStep } from '@app/tenancy';

/** What an answer took. */
export interface Usage {
  /** Null where no language model took part. */
  model: string | null;
  inputTokens: number;
  outputTokens: number;
  /** True where the model's server did not count and lengths were counted instead. */
  isEstimated: boolean;
  /** How well the pages found cover the question, 0 to 1; null where nothing was searched. */
  evidence: number | null;
  /**
   * What all its calls have cost, those for embedding and putting in order included, as an exact decimal; null where one
   * has no known price. Left out in answers from before it was noted.
   */
  cost?: string | null;
  /** Null where the operator gave no prices. */
  currency?: string | null;
  /** Which step of the budget's ladder served; null where no page was asked for. */
  budgetStep?: BudgetStep | null;
}
