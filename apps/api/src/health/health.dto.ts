import { z } from 'zod';

const check = z.enum(['up', 'down']);

export const Liveness = z
  .object({ status: z.literal('ok').describe('The process answers.').meta({ example: 'ok' }) })
  .meta({ id: 'Liveness', description: 'That the process is alive.' });
export type LivenessDto = z.infer<typeof Liveness>;

export const Readiness = z
  .object({
    status: z.literal('ok').describe('Requests can be served.').meta({ example: 'ok' }),
    checks: z
      .object({
        database: check.describe('The database answers.').meta({ example: 'up' }),
        storage: z
          .enum(['up', 'down', 'full', 'read_only'])
          .describe(
            'The database takes writes. `full`: its disk is; `read_only`: it is a standby, or set so.',
          )
          .meta({ example: 'up' }),
        queue: z
          .enum(['up', 'down', 'full', 'read_only'])
          .describe(
            'The queue answers and takes jobs. `full`: the memory or disk of Redis is; `read_only`: it is a replica.',
          )
          .meta({ example: 'up' }),
        isolation: check
          .describe('A transaction without a store sees no row of any store.')
          .meta({ example: 'up' }),
      })
      .describe('What was tried.'),
    placements_away: z
      .int()
      .min(0)
      .describe(
        'How many databases of dedicated stores do not answer: their stores are refused, all others are served. The list of placements names them.',
      )
      .meta({ example: 0 }),
  })
  .meta({ id: 'Readiness', description: 'That this process can serve requests.' });
export type ReadinessDto = z.infer<typeof Readiness>;
