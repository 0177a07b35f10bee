import { z } from 'zod';

import { readEnv } from '../config/read-env.js';
import { PRICE_LIST, type PriceTable, readPrices } from './prices/price-table.js';

const usageEnv = z.object({
  CHAT_PRICES: z
    .string()
    .max(10_000, 'must have 10000 characters or fewer')
    .regex(PRICE_LIST, 'must be pairs like gpt-4o-mini=0.15/0.60, separated by commas')
    .transform(readPrices)
    .optional(),
  CHAT_PRICE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capital letters, like USD')
    .default('USD'),
  CHAT_PRICE_VERSION: z.string().max(100, 'must have 100 characters or fewer').optional(),
});

export interface UsageConfig {
  /** Of chat, embedding and rerank models alike; null where the operator gave none. */
  prices: PriceTable | null;
}

export const USAGE_CONFIG = Symbol('UsageConfig');

/** Reads and checks the environment once; throws `EnvError` with one line per bad name. */
export function readUsageConfig(): UsageConfig {
  const env = readEnv(usageEnv);
  const { CHAT_PRICES: models, CHAT_PRICE_CURRENCY: currency } = env;
  const { CHAT_PRICE_VERSION: version = null } = env;
  const prices = models ? Object.freeze({ models, currency, version }) : null;
  return Object.freeze({ prices });
}
