import {
  type AppError,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotFound } from '../agent.errors.js';
import type { Gap } from './gap.entity.js';
import { GapQuestion } from './gap-question.entity.js';

/** A question that belongs to no gap yet. */
export interface PendingQuestion {
  id: string;
  text: string;
  /** What the shopper had asked before, oldest first. */
  earlier: string[];
  /** From which release it was not answered, or badly. */
  release: number | null;
}

/** One of the first questions of a gap. */
export interface SeedQuestion
  extends
    Pick<Gap, 'state' | 'answeredRelease'>,
    Pick<GapQuestion, 'carriedWords' | 'vector' | 'vectorModel'> {
  gapId: string;
  text: string;
}

export type Gathered = Pick<GapQuestion, 'carriedWords' | 'vector' | 'vectorModel'> & {
  id: string;
  gapId: string;
};

/** Which questions are gaps, and of which: what gathering reads and writes. */
@Injectable()
export class GapQuestionRepository extends StoreScopedRepository<GapQuestion> {
  constructor(connections: StoreConnections) {
    super(connections, GapQuestion);
  }

  /** What is not an answer to a question is none. */
  async note(scope: StoreScope, messageId: string): Promise<void> {
    await this.rows(
      scope,
      `INSERT INTO gap_questions (store_id, message_id, question_id, asked_at)
       SELECT m.store_id, m.id, q.id, q.created_at
       FROM messages m JOIN messages q ON q.store_id = m.store_id AND q.conversation_id = m.conversation_id
       WHERE m.store_id = $1 AND m.id = $2 AND m.outcome <> 'small_talk' AND q.role = 'user' AND q.seq < m.seq
       ORDER BY q.seq DESC LIMIT 1
       ON CONFLICT (store_id, message_id) DO NOTHING`,
      [messageId],
    );
  }

  async forgetAnswered(scope: StoreScope, messageId: string): Promise<void> {
    await this.rows(
      scope,
      `DELETE FROM gap_questions q USING messages m
       WHERE q.store_id = $1 AND q.message_id = $2 AND m.store_id = $1 AND m.id = $2
         AND (m.outcome = 'answered' OR m.usage ->> 'evidence' IS NULL)`,
      [messageId],
    );
  }

  /** Those that were asked first, first. */
  findPending(scope: StoreScope, limit: number): Promise<PendingQuestion[]> {
    return this.rows(
      scope,
      `SELECT p.id, q.content AS text, a.release,
         ARRAY(SELECT e.content FROM messages e WHERE e.store_id = $1 AND e.conversation_id = q.conversation_id
                 AND e.role = 'user' AND e.seq < q.seq ORDER BY e.seq) AS earlier
       FROM gap_questions p
       JOIN messages a ON a.store_id = p.store_id AND a.id = p.message_id
       JOIN messages q ON q.store_id = p.store_id AND q.id = p.question_id
       WHERE p.store_id = $1 AND p.gap_id IS NULL ORDER BY p.asked_at, p.id LIMIT $2`,
      [limit],
    );
  }

  /** The first questions of each gap, of the gaps that were touched last; the oldest gap first. */
  findSeeds(
    scope: StoreScope,
    { gaps, ofEach }: { gaps: number; ofEach: number },
  ): Promise<SeedQuestion[]> {
    return this.rows(
      scope,
      `SELECT g.id AS "gapId", g.state, g.answered_release AS "answeredRelease", seed.text,
         seed.carried_words AS "carriedWords", seed.vector, seed.vector_model AS "vectorModel"
       FROM (SELECT * FROM gaps WHERE store_id = $1 ORDER BY updated_at DESC, id LIMIT $2) g
       JOIN LATERAL (
         SELECT s.*, q.content AS text FROM gap_questions s
         JOIN messages q ON q.store_id = s.store_id AND q.id = s.question_id
         WHERE s.store_id = $1 AND s.gap_id = g.id ORDER BY s.asked_at, s.id LIMIT $3) seed ON true
       ORDER BY g.created_at, g.id, seed.asked_at, seed.id`,
      [gaps, ofEach],
    );
  }

  /** Those of them that still belong to no gap, kept for this transaction. */
  async holdPending(scope: StoreScope, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.rows<{ id: string }>(
      scope,
      `SELECT id FROM gap_questions WHERE store_id = $1 AND id = ANY($2) AND gap_id IS NULL
       ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async gather(scope: StoreScope, { id, ...gathered }: Gathered): Promise<void> {
    await this.update(scope, { id }, gathered);
  }

  /** Drops what is older than `days`, and the oldest beyond `most`. */
  async prune(scope: StoreScope, { days, most }: { days: number; most: number }): Promise<void> {
    await this.rows(
      scope,
      `DELETE FROM gap_questions WHERE store_id = $1 AND (
         asked_at < now() - make_interval(days => $2)
         OR id IN (SELECT id FROM gap_questions WHERE store_id = $1 ORDER BY asked_at DESC, id OFFSET $3))`,
      [days, most],
    );
  }

  protected notFound(id: string): AppError {
    return messageNotFound(id);
  }
}
