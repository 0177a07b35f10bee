import { Injectable } from '@nestjs/common';

import { StoreConnections } from '../database/store-connections.js';
import { StoreScopedRepository } from '../database/store-scoped.repository.js';
import type { StoreScope } from '../scope/store-scope.js';
import { keyNotFound } from '../tenancy.errors.js';
import { ApiKey } from './api-key.entity.js';

interface Succession {
  by: string;
  overlapSeconds: number;
}

/** A store's keys as rows: hashes and visible beginnings, never a key. */
@Injectable()
export class ApiKeyRepository extends StoreScopedRepository<ApiKey> {
  constructor(connections: StoreConnections) {
    super(connections, ApiKey);
  }

  list(scope: StoreScope): Promise<ApiKey[]> {
    return this.find(scope, {}, { order: { createdAt: 'ASC', id: 'ASC' }, take: 200 });
  }

  async countValid(scope: StoreScope): Promise<number> {
    const [row] = await this.rows<{ count: number }>(
      scope,
      `SELECT count(*)::int AS count FROM api_keys
       WHERE store_id = $1 AND revoked_at IS NULL AND coalesce(expires_at, 'infinity') > now()`,
    );
    return row?.count ?? 0;
  }

  /** Returns false where the store has no such key; revoking twice keeps the first time. */
  async revoke(scope: StoreScope, id: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()), updated_at = now()
       WHERE store_id = $1 AND id = $2 RETURNING id`,
      [id],
    );
    return rows.length > 0;
  }

  /** Ends a key's turn after the overlap; false where it had ended, or another rotation was first. */
  async replace(
    scope: StoreScope,
    id: string,
    { by, overlapSeconds }: Succession,
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE api_keys
       SET replaced_by = $3, updated_at = now(),
           expires_at = least(expires_at, now() + make_interval(secs => $4))
       WHERE store_id = $1 AND id = $2 AND revoked_at IS NULL AND replaced_by IS NULL
         AND coalesce(expires_at, 'infinity') > now()
       RETURNING id`,
      [id, by, overlapSeconds],
    );
    return rows.length > 0;
  }

  protected notFound(id: string) {
    return keyNotFound(id);
  }
}
