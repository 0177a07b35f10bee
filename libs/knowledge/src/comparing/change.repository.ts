import {
  decodeCursor,
  type ListSlice,
  StoreConnections,
  type StoreScope,
  StoreScopedRepository,
  toSlice,
} from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../knowledge.errors.js';
import { Page } from '../pages/page.entity.js';
import { LONGEST_TEXT } from './diff-text.js';
import type { ChangeCounts, DiffQuery, PageChange } from './page-change.js';

/** A changed page with the versions that the two releases show of it. */
export type ChangedPage = Omit<PageChange, 'diff'> & {
  beforeId: string | null;
  afterId: string | null;
};

const shows = (release: string) =>
  `born_release <= ${release} AND (died_release IS NULL OR died_release > ${release})`;

/** Both releases show all versions that neither was born nor has died between them, so only the others are looked at. */
const changes = `
  WITH version AS (
    SELECT id, source_id, url, title, content_hash, created_at,
      ${shows('$2')} AS is_before, ${shows('$3')} AS is_after
    FROM pages WHERE store_id = $1
      AND ((born_release > least($2, $3) AND born_release <= greatest($2, $3))
        OR (died_release > least($2, $3) AND died_release <= greatest($2, $3)))
  ), pair AS (
    SELECT url, source_id AS "sourceId",
      (array_agg(id) FILTER (WHERE is_before))[1] AS "beforeId",
      (array_agg(id) FILTER (WHERE is_after))[1] AS "afterId",
      coalesce(max(title) FILTER (WHERE is_after), max(title) FILTER (WHERE is_before)) AS title,
      max(title) FILTER (WHERE is_before) AS "titleBefore",
      max(content_hash) FILTER (WHERE is_before) IS DISTINCT FROM
        max(content_hash) FILTER (WHERE is_after) AS differs,
      coalesce(max(created_at) FILTER (WHERE is_after), max(created_at) FILTER (WHERE is_before))
        AS created_at
    FROM version WHERE is_before <> is_after GROUP BY url, source_id
  ), change AS (
    SELECT pair.*, coalesce("afterId", "beforeId") AS id,
      CASE WHEN "beforeId" IS NULL THEN 'added' WHEN "afterId" IS NULL THEN 'gone'
           ELSE 'changed' END AS kind
    FROM pair WHERE differs)`;

/** Which pages two releases show differently. A page is known by its address and source, a change by its later version. */
@Injectable()
export class ChangeRepository extends StoreScopedRepository<Page> {
  constructor(connections: StoreConnections) {
    super(connections, Page);
  }

  async countKinds(scope: StoreScope, from: number, to: number): Promise<ChangeCounts> {
    const [row] = await this.rows<ChangeCounts>(
      scope,
      `${changes}
       SELECT count(*) FILTER (WHERE kind = 'added')::int AS added,
         count(*) FILTER (WHERE kind = 'changed')::int AS changed,
         count(*) FILTER (WHERE kind = 'gone')::int AS gone FROM change`,
      [from, to],
    );
    return row as ChangeCounts;
  }

  async list(
    scope: StoreScope,
    { from, to, kind, cursor, limit }: DiffQuery & { from: number; to: number },
  ): Promise<ListSlice<ChangedPage & { cursorTime: string }>> {
    const after = cursor ? decodeCursor(cursor) : null;
    const rows = await this.rows<ChangedPage & { cursorTime: string }>(
      scope,
      `${changes}
       SELECT id, kind, url, title, "titleBefore", "sourceId", "beforeId", "afterId",
         created_at::text AS "cursorTime" FROM change
       WHERE ($4::text IS NULL OR kind = $4)
         AND ($5::timestamptz IS NULL OR (created_at, id) > ($5::timestamptz, $6::uuid))
       ORDER BY created_at, id LIMIT $7`,
      [from, to, kind ?? null, after?.createdAt ?? null, after?.id ?? null, limit + 1],
    );
    return toSlice(rows, limit);
  }

  /** The texts of versions, each up to one character more than is compared. */
  async findTexts(scope: StoreScope, ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.rows<{ id: string; text: string }>(
      scope,
      `SELECT id, left(markdown, $3) AS text FROM pages WHERE store_id = $1 AND id = ANY ($2)`,
      [ids, LONGEST_TEXT + 1],
    );
    return new Map(rows.map(({ id, text }) => [id, text]));
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
