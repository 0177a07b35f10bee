import {
  type ListSlice,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { gapNotFound } from '../agent.errors.js';
import { Gap, type GapState } from './gap.entity.js';
import { decodeGapCursor, encodeGapCursor } from './gap-cursor.js';
import type { GapCounts } from './gap-report.js';

export interface GapQuery {
  /** Only what was asked since then is counted, and gaps without such a question are left out. */
  since?: Date;
  state?: GapState;
  cursor?: string;
  limit: number;
}

export type CountedGap = Gap & GapCounts;

/** $2: since when, $3: in which state, $4: which one; null for any. */
const COUNTED = `
  SELECT g.id, g.store_id AS "storeId", g.state, g.answered_release AS "answeredRelease",
    g.snippet_id AS "snippetId", g.awaited_release AS "awaitedRelease", g.replayed_at AS "replayedAt",
    g.created_at AS "createdAt", g.updated_at AS "updatedAt",
    count(*)::int AS "questionCount", min(q.asked_at) AS "firstAskedAt", max(q.asked_at) AS "lastAskedAt",
    (count(*) FILTER (WHERE m.outcome = 'answered'))::int AS answered,
    (count(*) FILTER (WHERE m.outcome = 'abstained'))::int AS abstained,
    (count(*) FILTER (WHERE m.outcome = 'handed_off'))::int AS "handedOff",
    (count(*) FILTER (WHERE m.outcome = 'failed'))::int AS failed,
    count(f.id)::int AS "badlyRated"
  FROM gaps g
  JOIN gap_questions q ON q.store_id = g.store_id AND q.gap_id = g.id
  JOIN messages m ON m.store_id = q.store_id AND m.id = q.message_id
  LEFT JOIN message_feedback f ON f.store_id = q.store_id AND f.message_id = q.message_id AND f.rating = 'down'
  WHERE g.store_id = $1 AND ($2::timestamptz IS NULL OR q.asked_at >= $2)
    AND ($3::text IS NULL OR g.state = $3) AND ($4::uuid IS NULL OR g.id = $4)
  GROUP BY g.store_id, g.id`;

/** Gaps with what is counted of their questions; one without questions is none. */
@Injectable()
export class GapRepository extends StoreScopedRepository<Gap> {
  constructor(connections: StoreConnections) {
    super(connections, Gap);
  }

  /** What is asked most comes first. */
  async listCounted(scope: StoreScope, query: GapQuery): Promise<ListSlice<CountedGap>> {
    const { since = null, state = null, limit } = query;
    const after = query.cursor === undefined ? null : decodeGapCursor(query.cursor);
    const rows = await this.rows<CountedGap & { cursorTime: string }>(
      scope,
      `SELECT *, "lastAskedAt"::text AS "cursorTime" FROM (${COUNTED}) AS counted
       WHERE $5::int IS NULL OR ("questionCount", "lastAskedAt", id) < ($5::int, $6::timestamptz, $7::uuid)
       ORDER BY "questionCount" DESC, "lastAskedAt" DESC, id DESC LIMIT $8`,
      [since, state, null, after?.count, after?.createdAt, after?.id, limit + 1],
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextCursor =
      last !== undefined && rows.length > limit
        ? encodeGapCursor({ count: last.questionCount, createdAt: last.cursorTime, id: last.id })
        : null;
    return { items, nextCursor };
  }

  /** Throws AGENT_GAP_NOT_FOUND. */
  async getCounted(scope: StoreScope, id: string): Promise<CountedGap> {
    const [row] = await this.rows<CountedGap>(scope, COUNTED, [null, null, id]);
    if (!row) throw gapNotFound(id);
    return row;
  }

  /** Shows answered gaps again, as somebody asked after all and got no answer. */
  async reopen(scope: StoreScope, ids: readonly string[]): Promise<void> {
    await this.rows(
      scope,
      `UPDATE gaps SET state = 'open', answered_release = NULL, updated_at = now()
       WHERE store_id = $1 AND id = ANY($2) AND state = 'answered'`,
      [ids],
    );
  }

  async removeEmpty(scope: StoreScope): Promise<void> {
    await this.rows(
      scope,
      `DELETE FROM gaps g WHERE g.store_id = $1
         AND NOT EXISTS (SELECT FROM gap_questions q WHERE q.store_id = $1 AND q.gap_id = g.id)`,
    );
  }

  protected notFound(id: string) {
    return gapNotFound(id);
  }
}
