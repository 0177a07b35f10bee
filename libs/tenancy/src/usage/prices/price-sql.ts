import type { CallTokens } from '../usage-purpose.js';
import type { ModelPrice } from './price-table.js';

/** The cost of tokens as an exact decimal: the product, never a division. `null` in place of a price gives null. */
export const costSql = (first: number): string =>
  `(($${first}::numeric * $${first + 1}::numeric + $${first + 2}::numeric * $${first + 3}::numeric) * 0.000001)`;

/** The four parameters of `costSql`, in their order. */
export const costParams = ({ input, output }: CallTokens, price: ModelPrice | null): unknown[] => [
  input,
  price && String(price.inputPerMillion),
  output,
  price && String(price.outputPerMillion),
];
