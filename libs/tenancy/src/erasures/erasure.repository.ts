import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { decodeCursor, type ListSlice, toSlice } from '../stores/list-cursor.js';
import type { ErasedPlace, Erasure, ErasureKind } from './erasure.js';

/** What an erasure is of; `sealedShopper` is what to go on with and goes with the end. */
export interface Erased {
  kind: ErasureKind;
  storeId: string;
  shopperHash: string | null;
  sealedShopper: Buffer | null;
  /** The request from outside that asks for it; null for work that its caller begins with by itself. */
  askedBy: string | null;
}

export interface OpenErasure {
  id: string;
  storeId: string;
  sealedShopper: Buffer | null;
}

type Ended = Pick<Erasure, 'id' | 'startedAt' | 'finishedAt' | 'signature'>;

type Row = Omit<Erasure, 'places'> & {
  places: Record<string, Partial<Omit<ErasedPlace, 'place'>>>;
  createdAt: Date;
  cursorTime: string;
};

const COLUMNS = `id, kind, erased_store AS "storeId", shopper_hash AS "shopperHash", places, signature,
  started_at AS "startedAt", finished_at AS "finishedAt", started_at AS "createdAt", started_at::text AS "cursorTime"`;

/** Nobody works on it any more: longer than any one step of an erasure. */
const LATE = `worked_at < now() - interval '1 minute'`;

/** Rows of erasures, which belong to no store: those they are about are gone. */
@Injectable()
export class ErasureRepository {
  constructor(private readonly platform: PlatformRepository) {}

  /** The one that the same request asked for, or that is under way already, or a new one. What was asked for is late at once. */
  async begin(erased: Erased): Promise<string> {
    const { kind, storeId, shopperHash, sealedShopper, askedBy } = erased;
    const [row] = await this.platform.rows<{ id: string }>(
      `WITH known AS (
         SELECT id FROM erasure_receipts
         WHERE asked_by = $5 AND erased_store = $2 AND coalesce(shopper_hash, '') = coalesce($3, '')
       ), begun AS (
         INSERT INTO erasure_receipts AS r (kind, erased_store, shopper_hash, sealed_shopper, asked_by, worked_at)
         SELECT $1::text, $2::uuid, $3::text, $4::bytea, $5::text,
           CASE WHEN $5::text IS NULL THEN now() ELSE '-infinity' END
         WHERE NOT EXISTS (SELECT FROM known)
         ON CONFLICT (erased_store, coalesce(shopper_hash, '')) WHERE finished_at IS NULL
           DO UPDATE SET asked_by = coalesce(r.asked_by, excluded.asked_by),
             started_at = CASE r.kind WHEN 'shopper' THEN now() ELSE r.started_at END
         RETURNING id)
       SELECT id FROM known UNION ALL SELECT id FROM begun`,
      [kind, storeId, shopperHash, sealedShopper, askedBy],
    );
    return String(row?.id);
  }

  /** Those that nobody works on, which are the caller's from now on. */
  claimLate(kind: ErasureKind): Promise<OpenErasure[]> {
    return this.platform.rows<OpenErasure>(
      `UPDATE erasure_receipts SET worked_at = now()
       WHERE finished_at IS NULL AND kind = $1 AND ${LATE}
       RETURNING id, erased_store AS "storeId", sealed_shopper AS "sealedShopper"`,
      [kind],
    );
  }

  /** Adds to what was erased at a place, and tells that somebody is at it. */
  async add(id: string, place: string, erased: number): Promise<void> {
    await this.platform.rows(
      `UPDATE erasure_receipts SET worked_at = now(), places = places || jsonb_build_object($2::text,
         coalesce(places -> $2, '{}') || jsonb_build_object('erased',
           coalesce((places -> $2 ->> 'erased')::bigint, 0) + $3::bigint))
       WHERE id = $1 AND finished_at IS NULL RETURNING id`,
      [id, place, erased],
    );
  }

  /** What the second look found. */
  async settle(
    id: string,
    found: readonly Pick<ErasedPlace, 'place' | 'left' | 'awaitingVacuum'>[],
  ): Promise<void> {
    const places = Object.fromEntries(
      found.map(({ place, left, awaitingVacuum }) => [place, { left, awaitingVacuum }]),
    );
    await this.platform.rows(
      `UPDATE erasure_receipts SET worked_at = now(), places = (
         SELECT coalesce(jsonb_object_agg(key, coalesce(places -> key, '{}') || coalesce($2::jsonb -> key, '{}')), '{}')
         FROM (SELECT jsonb_object_keys(places || $2::jsonb) AS key) k)
       WHERE id = $1 AND finished_at IS NULL RETURNING id`,
      [id, JSON.stringify(places)],
    );
  }

  /** Only the first end counts, and none of what began anew since. */
  async end({ id, startedAt, finishedAt, signature }: Ended): Promise<void> {
    await this.platform.rows(
      `UPDATE erasure_receipts SET finished_at = $3, signature = $4, sealed_shopper = NULL
       WHERE id = $1 AND finished_at IS NULL AND date_trunc('milliseconds', started_at) = $2 RETURNING id`,
      [id, startedAt, finishedAt, signature],
    );
  }

  async find(id: string): Promise<Erasure | null> {
    const [row] = await this.platform.rows<Row>(
      `SELECT ${COLUMNS} FROM erasure_receipts WHERE id = $1`,
      [id],
    );
    return row ? toErasure(row) : null;
  }

  /** The newest first. */
  async list(cursor: string | undefined, limit: number): Promise<ListSlice<Erasure>> {
    const after = cursor === undefined ? null : decodeCursor(cursor);
    const rows = await this.platform.rows<Row>(
      `SELECT ${COLUMNS} FROM erasure_receipts
       WHERE $1::timestamptz IS NULL OR (started_at, id) < ($1::timestamptz, $2::uuid)
       ORDER BY started_at DESC, id DESC LIMIT $3`,
      [after?.createdAt ?? null, after?.id ?? null, limit + 1],
    );
    const { items, nextCursor } = toSlice(rows, limit);
    return { items: items.map(toErasure), nextCursor };
  }
}

function toErasure({ places, createdAt: _, cursorTime: __, ...row }: Row): Erasure {
  const names = Object.keys(places).sort();
  return {
    ...row,
    places: names.map((place) => ({
      place,
      erased: 0,
      left: 0,
      awaitingVacuum: null,
      ...places[place],
    })),
  };
}
