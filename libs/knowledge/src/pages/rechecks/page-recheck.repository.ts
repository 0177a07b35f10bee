import { StoreConnections, type StoreScope, StoreScopedRepository } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { pageNotFound } from '../../knowledge.errors.js';
import { extractionVersion, type Page } from '../page.entity.js';
import type { PageDetail } from '../page.repository.js';
import { type FreshText, PageRecheck, type RecheckOutcome } from './page-recheck.entity.js';

/** A version with what its site is asked with; no validators where an older extraction read it. */
export type AskedPage = Pick<
  Page,
  | 'id'
  | 'sourceId'
  | 'url'
  | 'kind'
  | 'contentHash'
  | 'strippedHashes'
  | 'fetchedAt'
  | 'etag'
  | 'lastModified'
  | 'bodyHash'
>;

/** What is known of a page while it is not ours to ask about it. */
export type KnownRecheck = Pick<
  PageRecheck,
  'id' | 'outcome' | 'failure' | 'checkedAt' | 'contentHash' | 'text'
> & { isClaimed: boolean };

/** The end of asking. What is left out stays as it was. */
export interface RecheckEnd {
  runId: string;
  restMs: number;
  failure: string | null;
  said?: { outcome: RecheckOutcome; at: Date; textId?: string; text?: FreshText };
}

/** As the site sent them with a text that is the version's. */
export type NewValidators = Pick<Page, 'etag' | 'lastModified' | 'bodyHash'>;

/** Longer than asking takes, so that only the claim of a process that died runs out. */
const claim = `interval '4 seconds'`;

/** Rows of what sites said of pages, and what that tells of the versions themselves. */
@Injectable()
export class PageRecheckRepository extends StoreScopedRepository<PageRecheck> {
  constructor(connections: StoreConnections) {
    super(connections, PageRecheck);
  }

  /** Null for what no website gave, or what is no more. */
  async findAsked(scope: StoreScope, pageId: string): Promise<AskedPage | null> {
    const [page] = await this.rows<AskedPage>(
      scope,
      `SELECT p.id, p.source_id AS "sourceId", p.url, p.kind, p.content_hash AS "contentHash",
         p.stripped_hashes AS "strippedHashes", p.fetched_at AS "fetchedAt",
         CASE WHEN p.extraction_version = $3 THEN p.etag END AS etag,
         CASE WHEN p.extraction_version = $3 THEN p.last_modified END AS "lastModified",
         CASE WHEN p.extraction_version = $3 THEN p.body_hash END AS "bodyHash"
       FROM pages p JOIN sources s ON s.store_id = $1 AND s.id = p.source_id
       WHERE p.store_id = $1 AND p.id = $2 AND s.kind = 'website' AND s.removed_at IS NULL`,
      [pageId, extractionVersion],
    );
    return page ?? null;
  }

  /** Whether it is ours to ask now: nobody else does, the page has no rest, and what it said is older than that. */
  async claim(
    scope: StoreScope,
    { pageId, runId, maxAgeMs }: { pageId: string; runId: string; maxAgeMs: number },
  ): Promise<boolean> {
    const rows = await this.rows(
      scope,
      `INSERT INTO page_rechecks AS r (store_id, page_id, run_id, claimed_until)
       VALUES ($1, $2, $3, now() + ${claim})
       ON CONFLICT (store_id, page_id) DO UPDATE SET run_id = excluded.run_id,
         claimed_until = excluded.claimed_until, updated_at = now()
       WHERE r.store_id = $1 AND r.claimed_until <= now() AND coalesce(r.rest_until <= now(), true)
         AND (r.outcome = 'gone' OR coalesce(r.checked_at <= now() - make_interval(secs => $4::float8 / 1000), true))
       RETURNING r.id`,
      [pageId, runId, maxAgeMs],
    );
    return rows.length > 0;
  }

  async findKnown(scope: StoreScope, pageId: string): Promise<KnownRecheck | null> {
    const [row] = await this.rows<KnownRecheck>(
      scope,
      `SELECT id, outcome, failure, checked_at AS "checkedAt", content_hash AS "contentHash", text,
         claimed_until > now() AS "isClaimed"
       FROM page_rechecks WHERE store_id = $1 AND page_id = $2`,
      [pageId],
    );
    return row ?? null;
  }

  /** Gives the claim back with what came of it; nothing happens where another has it by now. */
  async end(
    scope: StoreScope,
    pageId: string,
    { runId, restMs, failure, said }: RecheckEnd,
  ): Promise<void> {
    const { outcome = null, at = null, textId = null, text = null } = said ?? {};
    await this.rows(
      scope,
      `UPDATE page_rechecks SET claimed_until = now(), updated_at = now(), failure = $5::text,
         rest_until = now() + make_interval(secs => $4::float8 / 1000),
         outcome = coalesce($6::text, outcome), checked_at = coalesce($7::timestamptz, checked_at),
         id = coalesce($8::uuid, id), text = coalesce($9::jsonb, text),
         content_hash = coalesce($9::jsonb->>'contentHash', content_hash)
       WHERE store_id = $1 AND page_id = $2 AND run_id = $3 RETURNING id`,
      [pageId, runId, restMs, failure, outcome, at, textId, text && JSON.stringify(text)],
    );
  }

  /** The version is as the site has it: it is young again, in every release that shows it. */
  async keepMet(
    scope: StoreScope,
    pageId: string,
    at: Date,
    validators: NewValidators | null,
  ): Promise<void> {
    const { etag = null, lastModified = null, bodyHash = null } = validators ?? {};
    await this.rows(
      scope,
      `UPDATE pages SET fetched_at = greatest(fetched_at, $3::timestamptz), updated_at = now(),
         etag = CASE WHEN $4::boolean THEN $5::text ELSE etag END,
         last_modified = CASE WHEN $4::boolean THEN $6::text ELSE last_modified END,
         body_hash = CASE WHEN $4::boolean THEN $7::text ELSE body_hash END
       WHERE store_id = $1 AND id = $2 RETURNING id`,
      [pageId, at, validators !== null, etag, lastModified, bodyHash],
    );
  }

  /** A text that an answer quoted before a release had it. Throws KNOWLEDGE_PAGE_NOT_FOUND. */
  async getDetail(scope: StoreScope, id: string): Promise<PageDetail> {
    const [row] = await this.rows<Omit<PageDetail, keyof FreshText> & { text: FreshText }>(
      scope,
      `SELECT r.id, p.source_id AS "sourceId", p.url, r.checked_at AS "fetchedAt", r.text,
         v.born_release AS "bornRelease", v.died_release AS "diedRelease"
       FROM page_rechecks r JOIN pages p ON p.store_id = $1 AND p.id = r.page_id
       LEFT JOIN LATERAL (
         SELECT born_release, died_release FROM pages
         WHERE store_id = $1 AND source_id = p.source_id AND url = p.url AND content_hash = r.content_hash
           AND born_release > p.born_release
         ORDER BY born_release LIMIT 1) v ON true
       WHERE r.store_id = $1 AND r.id = $2 AND r.text IS NOT NULL`,
      [id],
    );
    if (row === undefined) throw this.notFound(id);
    const { text, ...version } = row;
    return { ...text, ...version };
  }

  protected notFound(id: string) {
    return pageNotFound(id);
  }
}
