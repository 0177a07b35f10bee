import {
  type AppError,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { messageNotFound } from '../agent.errors.js';
import type { MessageRole } from '../conversations/message.entity.js';
import { GapQuestion } from './gap-question.entity.js';
import type { AskedQuestion } from './gap-report.js';

/** A question as it was asked, to be asked again. */
export interface RepeatableQuestion {
  text: string;
  history: { role: MessageRole; content: string }[];
  /** What its answer quoted, where there was one and it was rated badly. */
  rated: string[] | null;
}

/** Texts that differ in case and end marks only are one question. */
const SAME_TEXT = `lower(btrim(q.content, E' \\t\\n?!.'))`;
const HISTORY_LENGTH = 8;

/** What was asked, for the merchant to read and for asking again. */
@Injectable()
export class GapQuestionListRepository extends StoreScopedRepository<GapQuestion> {
  constructor(connections: StoreConnections) {
    super(connections, GapQuestion);
  }

  /** For each gap its most frequent questions, word for word. */
  async findExamples(
    scope: StoreScope,
    gapIds: readonly string[],
    { ofEach, since = null }: { ofEach: number; since?: Date | null },
  ): Promise<Map<string, string[]>> {
    const rows = await this.rows<{ gapId: string; texts: string[] }>(
      scope,
      `SELECT "gapId", array_agg(text ORDER BY place) AS texts FROM (
         SELECT g.gap_id AS "gapId", min(q.content) AS text,
           row_number() OVER (PARTITION BY g.gap_id ORDER BY count(*) DESC, min(g.asked_at), min(q.content)) AS place
         FROM gap_questions g JOIN messages q ON q.store_id = g.store_id AND q.id = g.question_id
         WHERE g.store_id = $1 AND g.gap_id = ANY($2) AND ($4::timestamptz IS NULL OR g.asked_at >= $4)
         GROUP BY g.gap_id, ${SAME_TEXT}) AS placed
       WHERE place <= $3 GROUP BY "gapId"`,
      [gapIds, ofEach, since],
    );
    return new Map(rows.map(({ gapId, texts }) => [gapId, texts]));
  }

  /** The newest first. */
  findAsked(scope: StoreScope, gapId: string, limit: number): Promise<AskedQuestion[]> {
    return this.rows(
      scope,
      `SELECT a.id AS "messageId", a.conversation_id AS "conversationId", q.content AS text, a.outcome, a.release,
         g.asked_at AS "askedAt",
         (SELECT jsonb_build_object('rating', f.rating, 'reason', f.reason, 'comment', f.comment,
            'ratedAt', f.updated_at)
          FROM message_feedback f WHERE f.store_id = $1 AND f.message_id = a.id) AS feedback
       FROM gap_questions g
       JOIN messages a ON a.store_id = g.store_id AND a.id = g.message_id
       JOIN messages q ON q.store_id = g.store_id AND q.id = g.question_id
       WHERE g.store_id = $1 AND g.gap_id = $2 ORDER BY g.asked_at DESC, g.id DESC LIMIT $3`,
      [gapId, limit],
    );
  }

  /** Different questions, those asked last first, with what was said before each. */
  findRepeatable(scope: StoreScope, gapId: string, limit: number): Promise<RepeatableQuestion[]> {
    return this.rows(
      scope,
      `SELECT text, rated,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('role', h.role, 'content', h.content) ORDER BY h.seq), '[]')
          FROM (SELECT m.role, m.content, m.seq FROM messages m
                WHERE m.store_id = $1 AND m.conversation_id = asked.conversation_id AND m.seq < asked.seq
                  AND m.outcome IS DISTINCT FROM 'failed' ORDER BY m.seq DESC LIMIT $4) h) AS history
       FROM (SELECT DISTINCT ON (${SAME_TEXT}, g.carried_words) q.content AS text, q.conversation_id, q.seq, g.asked_at,
               CASE WHEN a.outcome = 'answered'
                 THEN ARRAY(SELECT c ->> 'quote' FROM jsonb_array_elements(a.citations) c) END AS rated
             FROM gap_questions g
             JOIN messages a ON a.store_id = g.store_id AND a.id = g.message_id
             JOIN messages q ON q.store_id = g.store_id AND q.id = g.question_id
             WHERE g.store_id = $1 AND g.gap_id = $2
             ORDER BY ${SAME_TEXT}, g.carried_words, g.asked_at DESC) AS asked
       ORDER BY asked_at DESC LIMIT $3`,
      [gapId, limit, HISTORY_LENGTH],
    );
  }

  protected notFound(id: string): AppError {
    return messageNotFound(id);
  }
}
