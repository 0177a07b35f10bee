import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { OrderCode } from './order-code.entity.js';
import { orderEndpointNotFound } from './orders.errors.js';

export type NewCode = Pick<OrderCode, 'conversationId' | 'orderNumber' | 'codeHash' | 'expiresAt'>;

const MAX_TRIES = 5;
const COLUMNS = `id, store_id AS "storeId", conversation_id AS "conversationId",
  order_number AS "orderNumber", code_hash AS "codeHash", tries, is_verified AS "isVerified",
  expires_at AS "expiresAt", created_at AS "createdAt", updated_at AS "updatedAt"`;

/** The one code of a conversation; a new one takes the place of the one before. */
@Injectable()
export class OrderCodeRepository extends StoreScopedRepository<OrderCode> {
  constructor(connections: StoreConnections) {
    super(connections, OrderCode);
  }

  /** Codes of the store that ran out go along. */
  async open(scope: StoreScope, code: NewCode): Promise<void> {
    await this.rows(
      scope,
      `WITH over AS (
         DELETE FROM order_codes WHERE store_id = $1 AND id IN (
           SELECT id FROM order_codes WHERE store_id = $1 AND conversation_id <> $2
             AND expires_at < now() LIMIT 50 FOR UPDATE SKIP LOCKED)
       )
       INSERT INTO order_codes (store_id, conversation_id, order_number, code_hash, expires_at)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (store_id, conversation_id) DO UPDATE SET order_number = excluded.order_number,
         code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0,
         is_verified = false, updated_at = now()`,
      [code.conversationId, code.orderNumber, code.codeHash, code.expiresAt],
    );
  }

  /** One that has not run out. */
  async findOpen(scope: StoreScope, conversationId: string): Promise<OrderCode | null> {
    const [row] = await this.rows<OrderCode>(
      scope,
      `SELECT ${COLUMNS} FROM order_codes
       WHERE store_id = $1 AND conversation_id = $2 AND expires_at > now()`,
      [conversationId],
    );
    return row ?? null;
  }

  /** Counts a try before it is looked at, so that guesses side by side are no more; null where there were enough. */
  async tryOnce(scope: StoreScope, id: string): Promise<OrderCode | null> {
    const [row] = await this.rows<OrderCode>(
      scope,
      `UPDATE order_codes SET tries = tries + 1, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND tries < ${MAX_TRIES} AND NOT is_verified
         AND expires_at > now()
       RETURNING ${COLUMNS}`,
      [id],
    );
    return row ?? null;
  }

  /** A code is right once: false where it was used already, or another one was asked for since. */
  async verify(scope: StoreScope, { id, codeHash }: OrderCode): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE order_codes SET is_verified = true, updated_at = now()
       WHERE store_id = $1 AND id = $2 AND code_hash = $3 AND NOT is_verified
         AND expires_at > now() RETURNING id`,
      [id, codeHash],
    );
    return rows.length > 0;
  }

  /** Nobody asks for one by its id. */
  protected notFound() {
    return orderEndpointNotFound();
  }
}
