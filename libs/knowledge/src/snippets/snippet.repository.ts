import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { snippetNotFound } from '../knowledge.errors.js';
import { Snippet } from './snippet.entity.js';

/** The snippets of a store, oldest first. */
@Injectable()
export class SnippetRepository extends StoreScopedRepository<Snippet> {
  constructor(connections: StoreConnections) {
    super(connections, Snippet);
  }

  async findIds(scope: StoreScope, sourceId: string): Promise<string[]> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM snippets WHERE store_id = $1 AND source_id = $2 ORDER BY created_at, id`,
      [sourceId],
    );
    return rows.map(({ id }) => id);
  }

  /** False where there is none. */
  async replace(
    scope: StoreScope,
    id: string,
    { question, answer, url }: Pick<Snippet, 'question' | 'answer' | 'url'>,
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `UPDATE snippets SET question = $3, answer = $4, url = $5, updated_at = now()
       WHERE store_id = $1 AND id = $2 RETURNING id`,
      [id, question, answer, url],
    );
    return rows.length > 0;
  }

  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<Snippet>> {
    return this.slice(
      scope,
      `SELECT id, store_id AS "storeId", source_id AS "sourceId", question, answer, url,
         created_at AS "createdAt", updated_at AS "updatedAt"
       FROM snippets WHERE store_id = $1`,
      options,
    );
  }

  protected notFound(id: string) {
    return snippetNotFound(id);
  }
}
