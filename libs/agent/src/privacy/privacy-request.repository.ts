import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { privacyRequestNotFound } from '../agent.errors.js';
import { PrivacyRequest } from './privacy-request.entity.js';

export type NewPrivacyRequest = Pick<
  PrivacyRequest,
  'webhookId' | 'dataRequestId' | 'sealedNames' | 'nameHashes'
>;

/** A request without what it must not show. */
export type ListedRequest = Pick<
  PrivacyRequest,
  'id' | 'storeId' | 'dataRequestId' | 'createdAt' | 'dueAt' | 'fulfilledAt'
>;

/** As long as Shopify and the law give. */
const dueAfterDays = 30;

/** What shoppers asked to be shown, and under which names. */
@Injectable()
export class PrivacyRequestRepository extends StoreScopedRepository<PrivacyRequest> {
  constructor(connections: StoreConnections) {
    super(connections, PrivacyRequest);
  }

  /** Its id; null where the same delivery brought it before. */
  async add(tx: StoreScope, request: NewPrivacyRequest): Promise<string | null> {
    const [row] = await this.rows<{ id: string }>(
      tx,
      `INSERT INTO privacy_requests (store_id, webhook_id, data_request_id, sealed_names, name_hashes, due_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => ${dueAfterDays}))
       ON CONFLICT (store_id, webhook_id) DO NOTHING RETURNING id`,
      [request.webhookId, request.dataRequestId, request.sealedNames, request.nameHashes],
    );
    return row?.id ?? null;
  }

  /** The newest first. */
  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<ListedRequest>> {
    return this.slice(
      scope,
      `SELECT id, store_id AS "storeId", data_request_id AS "dataRequestId", due_at AS "dueAt",
         fulfilled_at AS "fulfilledAt", created_at AS "createdAt"
       FROM privacy_requests WHERE store_id = $1`,
      options,
      'DESC',
    );
  }

  /** The first time counts. */
  async fulfil(scope: StoreScope, id: string): Promise<void> {
    await this.rows(
      scope,
      `UPDATE privacy_requests SET fulfilled_at = now(), updated_at = now()
       WHERE store_id = $1 AND id = $2 AND fulfilled_at IS NULL RETURNING id`,
      [id],
    );
  }

  /** Forgets the names of a shopper's requests until then; returns of how many. */
  async forget(scope: StoreScope, nameHash: string, before: Date): Promise<number> {
    const forgotten = await this.rows(
      scope,
      `UPDATE privacy_requests SET sealed_names = NULL, name_hashes = NULL, updated_at = now()
       WHERE store_id = $1 AND $2 = ANY (name_hashes) AND created_at <= $3 RETURNING id`,
      [nameHash, before],
    );
    return forgotten.length;
  }

  /** How many requests until then still know a shopper's names. */
  async countNamed(scope: StoreScope, nameHash: string, before: Date): Promise<number> {
    const [row] = await this.rows<{ rows: number }>(
      scope,
      `SELECT count(*)::integer AS rows FROM privacy_requests
       WHERE store_id = $1 AND $2 = ANY (name_hashes) AND created_at <= $3`,
      [nameHash, before],
    );
    return row?.rows ?? 0;
  }

  protected notFound(id: string) {
    return privacyRequestNotFound(id);
  }
}
