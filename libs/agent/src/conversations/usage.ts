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
}
