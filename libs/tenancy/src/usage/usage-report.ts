export const usageGroups = ['day', 'purpose', 'model'] as const;
export type UsageGroup = (typeof usageGroups)[number];

/** Days of UTC, both of them included, as YYYY-MM-DD. */
export interface UsagePeriod {
  from: string;
  to: string;
}

/** Calls of one day, purpose, model or store, by currency; what has no price has none. */
export interface UsageTotal {
  key: string;
  calls: number;
  /** Of which lengths were counted, since the server did not tell. */
  estimatedCalls: number;
  /** Of which the cost is not known. */
  unpricedCalls: number;
  inputTokens: number;
  outputTokens: number;
  /** An exact decimal; null where no call has a known price. */
  cost: string | null;
  currency: string | null;
}

/** Of a row `e` of the ledger. */
export const KEY_SQL: Readonly<Record<UsageGroup | 'store', string>> = {
  day: `to_char(e.created_at AT TIME ZONE 'utc', 'YYYY-MM-DD')`,
  purpose: 'e.purpose',
  model: 'e.model',
  store: 'e.store_id::text',
};

export const TOTALS_SQL = `count(*)::int AS calls,
  (count(*) FILTER (WHERE e.is_estimated))::int AS "estimatedCalls",
  (count(*) FILTER (WHERE e.cost IS NULL))::int AS "unpricedCalls",
  sum(e.input_tokens)::float8 AS "inputTokens", sum(e.output_tokens)::float8 AS "outputTokens",
  trim_scale(sum(e.cost))::text AS cost, e.currency`;

/** Within the days of two parameters. */
export const withinSql = (first: number): string =>
  `e.created_at >= $${first}::date::timestamp AT TIME ZONE 'utc'
   AND e.created_at < ($${first + 1}::date + 1)::timestamp AT TIME ZONE 'utc'`;

/** As many days as there may be, twice over for a change of currency; what is beyond has no meaning to a reader. */
export const MOST_TOTALS = 10_000;
