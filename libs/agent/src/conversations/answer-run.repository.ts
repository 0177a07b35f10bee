import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotFound } from '../agent.errors.js';
import { AnswerRun } from './answer-run.entity.js';

/** Events of an answer that were told one after the other, the first of them under number `firstSeq`. */
export interface EventBatch<T> {
  firstSeq: number;
  events: T[];
}

/** Rows of runs and of what was told of them, in batches, so that an answer costs few of them. */
@Injectable()
export class AnswerRunRepository extends StoreScopedRepository<AnswerRun> {
  constructor(connections: StoreConnections) {
    super(connections, AnswerRun);
  }

  async begin(
    scope: StoreScope,
    run: Pick<AnswerRun, 'id' | 'conversationId' | 'answerSeq' | 'idempotencyKey'>,
  ): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO answer_runs (store_id, id, conversation_id, answer_seq, idempotency_key)
       VALUES ($1, $2, $3, $4, $5)`,
      [run.id, run.conversationId, run.answerSeq, run.idempotencyKey],
    );
  }

  /** True while a process holds the claim of this answer and renews it. */
  async isAlive(scope: StoreScope, { conversationId, id }: AnswerRun): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `SELECT id FROM conversations
       WHERE store_id = $1 AND id = $2 AND answering_id = $3 AND answering_until > now()`,
      [conversationId, id],
    );
    return rows.length > 0;
  }

  async follow(scope: StoreScope, id: string, seconds: number): Promise<void> {
    await this.rows(
      scope,
      `UPDATE answer_runs SET followed_until = now() + make_interval(secs => $3)
       WHERE store_id = $1 AND id = $2`,
      [id, seconds],
    );
  }

  async isFollowed(scope: StoreScope, id: string): Promise<boolean> {
    const rows = await this.rows(
      scope,
      'SELECT id FROM answer_runs WHERE store_id = $1 AND id = $2 AND followed_until > now()',
      [id],
    );
    return rows.length > 0;
  }

  async addEvents<T>(scope: StoreScope, id: string, batch: EventBatch<T>): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO answer_events (store_id, message_id, first_seq, events) VALUES ($1, $2, $3, $4)
       ON CONFLICT (store_id, message_id, first_seq) DO NOTHING`,
      [id, batch.firstSeq, JSON.stringify(batch.events)],
    );
  }

  /** The batches with events after number `seq`, in order. */
  eventsAfter<T>(scope: StoreScope, id: string, seq: number): Promise<EventBatch<T>[]> {
    return this.rows(
      scope,
      `SELECT first_seq AS "firstSeq", events FROM answer_events
       WHERE store_id = $1 AND message_id = $2 AND first_seq + jsonb_array_length(events) > $3 + 1
       ORDER BY first_seq`,
      [id, seq],
    );
  }

  /** Drops what nobody can still be in the middle of; the messages stay, and runs whose send may be repeated. */
  async forget(scope: StoreScope, olderThanSeconds: number): Promise<void> {
    await this.rows(
      scope,
      `WITH events AS (
         DELETE FROM answer_events
         WHERE store_id = $1 AND created_at < now() - make_interval(secs => $2)
       )
       DELETE FROM answer_runs WHERE store_id = $1 AND idempotency_key IS NULL
         AND created_at < now() - make_interval(secs => $2)`,
      [olderThanSeconds],
    );
  }

  protected notFound(id: string) {
    return messageNotFound(id);
  }
}
