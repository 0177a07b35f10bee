import {
  StoreConnections,
  storeNotFound,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { sourceNotFound } from '../knowledge.errors.js';
import { Source } from '../sources/source.entity.js';

/** What of a store's limits its knowledge takes up, by the names of the limits. */
export interface KnowledgeUse {
  waiting_ingests: number;
  sources: number;
  pages: number;
  snippets: number;
  storage_bytes: number;
}

const counts: Record<keyof KnowledgeUse, string> = {
  waiting_ingests: `SELECT count(*) FROM ingests WHERE store_id = $1
    AND status IN ('waiting', 'queued', 'crawling', 'indexing', 'publishing')`,
  sources: `SELECT count(*) FROM sources WHERE store_id = $1 AND removed_at IS NULL`,
  pages: `SELECT count(*) FROM pages WHERE store_id = $1 AND died_release IS NULL
    AND source_id IS DISTINCT FROM $2`,
  snippets: `SELECT count(*) FROM snippets WHERE store_id = $1`,
  storage_bytes: `SELECT coalesce(sum(byte_count), 0) FROM files WHERE store_id = $1
    AND source_id IS DISTINCT FROM $2`,
};
const columns = Object.entries(counts).map(([name, sql]) => `(${sql})::float8 AS ${name}`);

/** Counts what a store has of what is limited; where a source is about to be replaced, what it leaves out of it. */
@Injectable()
export class KnowledgeUseRepository extends StoreScopedRepository<Source> {
  constructor(connections: StoreConnections) {
    super(connections, Source);
  }

  /** Throws TENANCY_STORE_NOT_FOUND. */
  async all(scope: StoreScope): Promise<KnowledgeUse> {
    const [row] = await this.rows<KnowledgeUse>(
      scope,
      `SELECT ${columns.join(', ')} FROM stores WHERE id = $1 AND $2::uuid IS NULL`,
      [null],
    );
    if (!row) throw storeNotFound(scope.storeId);
    return row;
  }

  async countOf(
    scope: StoreScope,
    name: keyof KnowledgeUse,
    withoutSource: string | null = null,
  ): Promise<number> {
    const [row] = await this.rows<{ used: number }>(
      scope,
      `SELECT (${counts[name]})::float8 AS used FROM stores WHERE id = $1 AND coalesce($2::uuid, id) IS NOT NULL`,
      [withoutSource],
    );
    return row?.used ?? 0;
  }

  protected notFound(id: string) {
    return sourceNotFound(id);
  }
}
