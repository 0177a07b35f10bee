import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../../database/platform.repository.js';
import { moveConflict, moveNotFound } from '../../tenancy.errors.js';
import { type MoveProof, type MoveStep, type StoreMove, workingSteps } from './store-move.js';

/** A process that carries a move says so more often than this; after it another may take it over. */
const holderDiesAfterSeconds = 8;
/** After a try that failed. */
const againAfterSeconds = 10;

const columns = `id, store_id AS "storeId", source, target, step, copied_rows::float8 AS "copiedRows",
  read_only_ms AS "readOnlyMs", verified, failures, error, created_at AS "createdAt", updated_at AS "updatedAt"`;

export type MoveChanges = Partial<{
  readOnlyMs: number;
  verified: MoveProof;
  error: string | null;
}>;

/** Moves of stores between databases: the operator's, and looked at by every worker, which is why it looks across stores. */
@Injectable()
export class StoreMoveRepository {
  constructor(private readonly platform: PlatformRepository) {}

  /** Throws TENANCY_MOVE_CONFLICT while another move of the store is not over. */
  async insert(storeId: string, source: string, target: string): Promise<StoreMove> {
    const [move] = await this.platform.rows<StoreMove>(
      `INSERT INTO store_moves (store_id, source, target, step) VALUES ($1, $2, $3, 'copying')
       ON CONFLICT DO NOTHING RETURNING ${columns}`,
      [storeId, source, target],
    );
    if (!move) throw moveConflict(storeId, 'another move of it is not over: confirm or cancel it');
    return move;
  }

  list(storeId: string): Promise<StoreMove[]> {
    return this.platform.rows<StoreMove>(
      `SELECT ${columns} FROM store_moves WHERE store_id = $1 ORDER BY created_at DESC LIMIT 100`,
      [storeId],
    );
  }

  async get(storeId: string, id: string): Promise<StoreMove> {
    const [move] = await this.platform.rows<StoreMove>(
      `SELECT ${columns} FROM store_moves WHERE store_id = $1 AND id = $2`,
      [storeId, id],
    );
    if (!move) throw moveNotFound(id);
    return move;
  }

  /** The oldest move that nobody carries on; it is the holder's for as long as it says so. */
  async claim(holder: string): Promise<StoreMove | null> {
    const [move] = await this.platform.rows<StoreMove>(
      `UPDATE store_moves SET holder = $1, heartbeat_at = now()
       WHERE (store_id, id) IN (
         SELECT store_id, id FROM store_moves
         WHERE step = ANY ($2) AND heartbeat_at < now() - make_interval(secs => $3)
         ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${columns}`,
      [holder, [...workingSteps], holderDiesAfterSeconds],
    );
    return move ?? null;
  }

  /** False where another has taken it over, or somebody changed what it is to do. */
  async beat({ storeId, id, step }: StoreMove, holder: string, rows: number): Promise<boolean> {
    const found = await this.platform.rows(
      `UPDATE store_moves SET heartbeat_at = now(), updated_at = now(), copied_rows = copied_rows + $5
       WHERE store_id = $1 AND id = $2 AND holder = $3 AND step = $4 RETURNING id`,
      [storeId, id, holder, step, rows],
    );
    return found.length > 0;
  }

  /** To the next step, if it still is at this one; null where it is not. */
  async advance(
    { storeId, id, step }: Pick<StoreMove, 'storeId' | 'id' | 'step'>,
    next: MoveStep,
    { readOnlyMs, verified, error = null }: MoveChanges = {},
  ): Promise<StoreMove | null> {
    const [move] = await this.platform.rows<StoreMove>(
      `UPDATE store_moves SET step = $4, updated_at = now(), error = $5,
         failures = CASE WHEN $5::text IS NULL THEN failures ELSE failures + 1 END,
         read_only_ms = coalesce($6, read_only_ms), verified = coalesce($7, verified)
       WHERE store_id = $1 AND id = $2 AND step = $3 RETURNING ${columns}`,
      [storeId, id, step, next, error, readOnlyMs ?? null, verified ?? null],
    );
    return move ?? null;
  }

  /** Switches the store and the move in one statement, so that no process finds one without the other. */
  async open(move: StoreMove, verified: MoveProof): Promise<StoreMove | null> {
    const [opened] = await this.platform.rows<StoreMove>(
      `WITH moved AS (
         UPDATE store_moves SET step = 'opening', updated_at = now(), error = NULL, verified = $3
         WHERE store_id = $1 AND id = $2 AND step = 'freezing' RETURNING *),
       placed AS (
         UPDATE stores SET placement = moved.target FROM moved WHERE stores.id = moved.store_id RETURNING stores.id)
       SELECT ${columns} FROM moved WHERE EXISTS (SELECT FROM placed)`,
      [move.storeId, move.id, verified],
    );
    return opened ?? null;
  }

  /** For others to go on with; after a try that failed, a little later. */
  async letGo({ storeId, id }: StoreMove, holder: string, hasFailed: boolean): Promise<void> {
    const dueInSeconds = hasFailed ? againAfterSeconds : -1;
    await this.platform.rows(
      `UPDATE store_moves SET holder = NULL, heartbeat_at = now() - make_interval(secs => $4)
       WHERE store_id = $1 AND id = $2 AND holder = $3 RETURNING id`,
      [storeId, id, holder, holderDiesAfterSeconds - dueInSeconds],
    );
  }
}
