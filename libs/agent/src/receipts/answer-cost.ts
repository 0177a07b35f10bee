import type { PriceTable } from '@app/tenancy';

export interface AnswerCost {
  amount: number;
  currency: string;
  inputPerMillion: number;
  outputPerMillion: number;
  /** Which list of prices it was, as the operator named it. */
  priceVersion: string | null;
}

export const costGaps = ['no_model', 'no_price'] as const;
/** `no_model`: nothing was sent to a language model. `no_price`: the operator gave none for this model. */
export type CostGap = (typeof costGaps)[number];

const MILLION = 1_000_000;
/** A token of a cheap model costs less than a millionth. */
const DIGITS = 9;

/** What the calls of a model have cost by the operator's prices; never guessed. */
export function costOf(
  model: string | null,
  tokens: { input: number; output: number },
  prices: PriceTable | null,
): { cost: AnswerCost | null; costGap: CostGap | null } {
  if (model === null) return { cost: null, costGap: 'no_model' };
  const price = prices?.models.get(model);
  if (!prices || !price) return { cost: null, costGap: 'no_price' };
  const { inputPerMillion, outputPerMillion } = price;
  const sum = (tokens.input * inputPerMillion + tokens.output * outputPerMillion) / MILLION;
  const { currency, version: priceVersion } = prices;
  const amount = Number(sum.toFixed(DIGITS));
  return {
    cost: { amount, currency, inputPerMillion, outputPerMillion, priceVersion },
    costGap: null,
  };
}
