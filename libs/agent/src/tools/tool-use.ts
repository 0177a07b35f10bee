export const toolNames = ['product_lookup', 'order_status'] as const;
export type ToolName = (typeof toolNames)[number];

/**
 * `found`: it answered. `not_found`: it knows nothing of it. `code_sent`: a code was asked for. `refused`: whoever called
 * may not, or the input does not stand in the shopper's words. `failed`: it did not answer well. `over_budget`: called as
 * often as it may be.
 */
export const toolOutcomes = [
  'found',
  'not_found',
  'code_sent',
  'refused',
  'failed',
  'over_budget',
] as const;
export type ToolOutcome = (typeof toolOutcomes)[number];

/** One call of a tool, for the receipt. */
export interface ToolUse {
  name: ToolName;
  /** Without what is personal. */
  input: string;
  outcome: ToolOutcome;
  tookMs: number;
  /** What it gave, so that the answer can be held against it; null where that is a shopper's, or nothing. */
  result: string | null;
  /** Of what it gave, kept or not. */
  resultSha256: string | null;
}

/** Enough of an order's number to know it again, too little to ask with it. */
export function maskedNumber(orderNumber: string): string {
  return `…${orderNumber.length > 4 ? orderNumber.slice(-2) : ''}`;
}
