import { type Erasure as KeptErasure, erasureKinds } from '@app/tenancy';
import { z } from 'zod';

import { count, sliceOf, time, uuid } from '../http/input/fields.js';

export const ErasureId = uuid("The erasure's id, from the receipt or from listing erasures.");

const place = z
  .object({
    place: z
      .string()
      .max(200)
      .describe('A table, a queue or the counters of requests.')
      .meta({ example: 'table/messages' }),
    erased: count('What was erased there: rows, jobs or counters.', 24),
    left: count('What the search after the erasure still found; 0 once it has ended.', 0),
    awaiting_vacuum: count(
      'Dead tuples that the table still holds, those of all stores, what was erased among them at most; null where there are none by nature.',
      0,
    ).nullable(),
  })
  .describe('What became of one place.');

export const Erasure = z
  .object({
    id: ErasureId,
    kind: z
      .enum(erasureKinds)
      .describe('Whether a store was erased, or one shopper of it.')
      .meta({ example: 'store' }),
    store_id: uuid('The store.'),
    shopper_hash: z
      .string()
      .max(100)
      .nullable()
      .describe(
        "A keyed hash of the shopper's id, which only this deployment can make; null for a store.",
      )
      .meta({ example: null }),
    started_at: time('When it was asked for.'),
    finished_at: time('When nothing was left; null while it goes on.').nullable(),
    places: z.array(place).max(500).describe('Each place that was searched.'),
    signature: z
      .string()
      .max(100)
      .nullable()
      .describe(
        'HMAC-SHA-256 over the fields before it, under a secret made from CREDENTIALS_SECRET; null while it goes on.',
      )
      .meta({ example: 'q0Xk1m0sWm4nT0mVn9zv3v0y8yq3q8mK0m3l0Jv2v3c' }),
  })
  .meta({
    id: 'Erasure',
    description: 'An erasure, and the signed receipt of it once it has ended.',
  });
export type ErasureDto = z.infer<typeof Erasure>;

export const ErasureList = sliceOf('ErasureList', Erasure);

export const VerifyErasure = z
  .strictObject({ receipt: Erasure.describe('The receipt, as it was given out.') })
  .meta({ id: 'VerifyErasure', description: 'A receipt to be checked.' });
export type VerifyErasureDto = z.infer<typeof VerifyErasure>;

export const ErasureVerdict = z
  .object({
    is_valid: z
      .boolean()
      .describe('Whether this deployment signed exactly this.')
      .meta({ example: true }),
  })
  .meta({ id: 'ErasureVerdict', description: 'What became of checking a receipt.' });

export const toErasureDto = (erasure: KeptErasure): ErasureDto => ({
  id: erasure.id,
  kind: erasure.kind,
  store_id: erasure.storeId,
  shopper_hash: erasure.shopperHash,
  started_at: erasure.startedAt.toISOString(),
  finished_at: erasure.finishedAt?.toISOString() ?? null,
  places: erasure.places.map(({ awaitingVacuum, ...rest }) => ({
    ...rest,
    awaiting_vacuum: awaitingVacuum,
  })),
  signature: erasure.signature,
});

export const fromErasureDto = (dto: ErasureDto): KeptErasure => ({
  id: dto.id,
  kind: dto.kind,
  storeId: dto.store_id,
  shopperHash: dto.shopper_hash,
  startedAt: new Date(dto.started_at),
  finishedAt: dto.finished_at === null ? null : new Date(dto.finished_at),
  places: dto.places.map(({ awaiting_vacuum: awaitingVacuum, ...rest }) => ({
    ...rest,
    awaitingVacuum,
  })),
  signature: dto.signature,
});
