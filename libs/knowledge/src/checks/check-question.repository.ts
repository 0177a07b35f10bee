import {
  type ListSlice,
  type SliceOptions,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
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

  list(scope: StoreScope, options: SliceOptions): Promise<ListSlice<CheckQuestion>> {
    return this.slice(
      scope,
      `SELECT id, store_id AS "storeId", question, expected_url AS "expectedUrl",
         expected_text AS "expectedText", created_at AS "createdAt", updated_at AS "updatedAt"
       FROM check_questions WHERE store_id = $1`,
      options,
    );
  }

  protected notFound(id: string) {
    return checkQuestionNotFound(id);
  }
}
