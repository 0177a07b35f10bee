import { limitNames, type Limits, storeLimits } from '@app/tenancy';
import { z } from 'zod';

import type { UsedLimit } from './store-use.js';

const valueOf = (name: keyof Limits) =>
  z
    .int()
    .min(0)
    .max(storeLimits[name].most)
    .optional()
    .describe(`${storeLimits[name].counts}; usually ${storeLimits[name].usual}.`)
    .meta({ example: storeLimits[name].usual });

export const PutLimits = z
  .strictObject(
    Object.fromEntries(limitNames.map((name) => [name, valueOf(name)])) as {
      [Name in keyof Limits]: ReturnType<typeof valueOf>;
    },
  )
  .meta({
    id: 'PutLimits',
    description: "The store's own limits; what is left out is as the deployment has it.",
  });
export type PutLimitsDto = z.infer<typeof PutLimits>;

const Limit = z.object({
  name: z.enum(limitNames).describe('Which limit; a refusal names it, too.').meta({
    example: 'pages',
  }),
  value: z.int().min(0).describe('How much there may be.').meta({ example: 200_000 }),
  default_value: z
    .int()
    .min(0)
    .describe('What it is where the store has no limit of its own.')
    .meta({ example: 200_000 }),
  used: z
    .int()
    .min(0)
    .describe(
      'How much there is; of a rate, in the window now, what processes hold ready included.',
    )
    .meta({ example: 1_024 }),
  window_seconds: z
    .int()
    .nullable()
    .describe('Of a rate, the length of its window; null for what the store has.')
    .meta({ example: null }),
  counts: z.string().describe('What is counted.').meta({ example: 'Pages of all its sources' }),
});

export const LimitList = z
  .object({ items: z.array(Limit).describe('Every limit.') })
  .meta({ id: 'LimitList', description: 'What a store may have, and has.' });
export type LimitListDto = z.infer<typeof LimitList>;

export const toLimitListDto = (limits: readonly UsedLimit[]): LimitListDto => ({
  items: limits.map(({ name, value, usual, used, seconds }) => ({
    name,
    value,
    default_value: usual,
    used,
    window_seconds: seconds,
    counts: storeLimits[name].counts,
  })),
});

/** Leaves out what was left out. */
export const fromPutLimits = (body: PutLimitsDto): Partial<Limits> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
