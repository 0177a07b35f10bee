import {
  decodeCursor,
  type ListSlice,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
  toSlice,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { checkQuestionNotFound } from '../knowledge.errors.js';
import { CheckQuestion } from './check-question.entity.js';

/** The check questions of a store, oldest first. */
@Injectable()
export class CheckQuestionRepository extends StoreScopedRepository<CheckQuestion> {
  constructor(connections: StoreConnections) {
    super(connections, CheckQuestion);
  }

  findAll(scope: StoreScope): Promise<CheckQuestion[]> {
    return this.find(scope, {}, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async list(
    scope: StoreScope,
    { cursor, limit }: { cursor?: string; limit: number },
  ): Promise<ListSlice<CheckQuestion>> {
    const after = cursor ? decodeCursor(cursor) : null;
    const rows = await this.rows<CheckQuestion & { cursorTime: string }>(
      scope,
      `SELECT id, store_id AS "storeId", question, expected_url AS "expectedUrl",
         expected_text AS "expectedText", created_at AS "createdAt", updated_at AS "updatedAt",
         created_at::text AS "cursorTime"
       FROM check_questions
       WHERE store_id = $1
         AND ($2::timestamptz IS NULL OR (created_at, id) > ($2::timestamptz, $3::uuid))
       ORDER BY created_at, id LIMIT $4`,
      [after?.createdAt ?? null, after?.id ?? null, limit + 1],
    );
    return toSlice(rows, limit);
  }

  protected notFound(id: string) {
    return checkQuestionNotFound(id);
  }
}
