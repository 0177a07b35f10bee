import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where knowledge comes from, the runs that read it, and the frontier of each run. */
export class CreateSourcesAndIngests1764000100000 implements MigrationInterface {
  name = 'CreateSourcesAndIngests1764000100000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createSources(runner);
    await this.createIngests(runner);
    await this.createIngestPages(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE ingest_pages; DROP TABLE ingests; DROP TABLE sources;');
  }

  private async createSources(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sources (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        kind text NOT NULL CHECK (kind IN ('website')),
        url text NOT NULL,
        max_pages integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, kind, url)
      )`);
    await secureStoreTable(runner, 'sources');
  }

  private async createIngests(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ingests (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        source_id uuid,
        release_number integer NOT NULL,
        kind text NOT NULL CHECK (kind IN ('crawl', 'reindex')),
        url text,
        max_pages integer NOT NULL,
        status text NOT NULL CHECK (status IN
          ('queued', 'crawling', 'indexing', 'publishing', 'live', 'held', 'failed', 'cancelled')),
        slice integer NOT NULL DEFAULT 0,
        heartbeat_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        error_code text,
        error_detail text,
        idempotency_key text,
        site_url text,
        robots_txt text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, release_number),
        FOREIGN KEY (store_id, source_id) REFERENCES sources (store_id, id) DEFERRABLE
      );
      CREATE UNIQUE INDEX ingests_one_active ON ingests (store_id)
        WHERE status IN ('queued', 'crawling', 'indexing', 'publishing');
      CREATE UNIQUE INDEX ingests_idempotency ON ingests (store_id, idempotency_key);
      CREATE INDEX ingests_stale ON ingests (store_id, heartbeat_at)
        WHERE status IN ('queued', 'crawling', 'indexing', 'publishing')`);
    await secureStoreTable(runner, 'ingests');
  }

  private async createIngestPages(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ingest_pages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        ingest_id uuid NOT NULL,
        url text NOT NULL,
        depth integer NOT NULL,
        priority smallint NOT NULL DEFAULT 1,
        state text NOT NULL CHECK (state IN ('queued', 'leased', 'done')),
        free_at timestamptz NOT NULL DEFAULT now(),
        attempts integer NOT NULL DEFAULT 0,
        outcome text,
        http_status integer,
        title text,
        detail text,
        canonical_key text,
        page_id uuid,
        duplicate_of text,
        fetched_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, ingest_id, url),
        FOREIGN KEY (store_id, ingest_id) REFERENCES ingests (store_id, id) DEFERRABLE
      );
      CREATE INDEX ingest_pages_open ON ingest_pages (store_id, ingest_id, priority, depth, created_at)
        WHERE state <> 'done';
      CREATE INDEX ingest_pages_listed ON ingest_pages (store_id, ingest_id, created_at, id)`);
    await secureStoreTable(runner, 'ingest_pages');
  }
}
