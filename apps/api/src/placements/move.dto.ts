import { moveSteps, type StoreMove } from '@app/tenancy';
import { z } from 'zod';

import { count, time, uuid } from '../http/input/fields.js';

export const placementName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,39}$/, 'Must be the name of a placement: a-z, 0-9, _ and -')
  .describe('The name of a placement: `shared`, or one of PLACEMENT_URLS.')
  .meta({ example: 'acme' });

export const MoveId = uuid("The move's id, from listing moves.");

export const BeginMove = z
  .strictObject({ placement: placementName })
  .meta({ id: 'BeginMove', description: 'Where a store is to live.' });
export type BeginMoveDto = z.infer<typeof BeginMove>;

export const Move = z
  .object({
    id: MoveId,
    store_id: uuid('The store that moves.'),
    source: z.string().describe('Where it lived.').meta({ example: 'shared' }),
    target: z.string().describe('Where it is to live.').meta({ example: 'acme' }),
    step: z
      .enum(moveSteps)
      .describe(
        '`copying`: served and written at its source; `freezing`: served, but takes no writes for some seconds; `opening` and `moved`: served and written at its target, the rows at the source are the way back; `clearing` and `confirmed`: those are removed; `returned`: it was moved back; `cancelling` and `cancelled`: it stayed at its source.',
      )
      .meta({ example: 'moved' }),
    copied_rows: count('Rows that were written at the target.', 18_204),
    read_only_ms: z
      .int()
      .nullable()
      .describe(
        'How long it took no writes, in milliseconds; null before, or where that is not known.',
      )
      .meta({ example: 2_310 }),
    verified: z
      .object({
        tables: count('Tables that were compared.', 34),
        rows: count('Rows in them, alike in both databases to the last byte.', 18_204),
        samples: z
          .record(z.string(), z.int())
          .describe('Questions that were searched and answered alike in both databases.')
          .meta({ example: { search: 5, answers: 3 } }),
      })
      .nullable()
      .describe('What was found alike in both databases before the switch; null before.'),
    failures: count('How often a try was cut off; it is tried again.', 0),
    error: z
      .string()
      .nullable()
      .describe('Why the last try was cut off; null once it went on.')
      .meta({ example: null }),
    created_at: time('When it was asked for.'),
    updated_at: time('When it last went on.'),
  })
  .meta({ id: 'Move', description: 'A move of a store from one database to another.' });
export type MoveDto = z.infer<typeof Move>;

export const MoveList = z
  .object({ items: z.array(Move).describe('The latest first, at most 100.') })
  .meta({ id: 'MoveList', description: 'The moves of a store.' });

export const toMoveDto = (move: StoreMove): MoveDto => ({
  id: move.id,
  store_id: move.storeId,
  source: move.source,
  target: move.target,
  step: move.step,
  copied_rows: move.copiedRows,
  read_only_ms: move.readOnlyMs,
  verified: move.verified,
  failures: move.failures,
  error: move.error,
  created_at: move.createdAt.toISOString(),
  updated_at: move.updatedAt.toISOString(),
});
