import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { orderEndpointNotFound } from './orders.errors.js';
import { ShopperToken } from './shopper-token.entity.js';

/** Which conversation a token belongs to: the first that showed it. */
@Injectable()
export class ShopperTokenRepository extends StoreScopedRepository<ShopperToken> {
  constructor(connections: StoreConnections) {
    super(connections, ShopperToken);
  }

  /** False where another conversation showed it first. Tokens of the store that ran out go along. */
  async bind(
    scope: StoreScope,
    token: Pick<ShopperToken, 'conversationId' | 'tokenHash' | 'expiresAt'>,
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `WITH over AS (
         DELETE FROM shopper_tokens WHERE store_id = $1 AND id IN (
           SELECT id FROM shopper_tokens WHERE store_id = $1 AND token_hash <> $3
             AND expires_at < now() LIMIT 50 FOR UPDATE SKIP LOCKED)
       )
       INSERT INTO shopper_tokens AS t (store_id, conversation_id, token_hash, expires_at)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (store_id, token_hash) DO UPDATE SET updated_at = now()
       WHERE t.store_id = $1 AND t.conversation_id = excluded.conversation_id RETURNING id`,
      [token.conversationId, token.tokenHash, token.expiresAt],
    );
    return rows.length > 0;
  }

  /** Nobody asks for one by its id. */
  protected notFound() {
    return orderEndpointNotFound();
  }
}
