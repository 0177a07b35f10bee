import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Releases, and the versions of pages that are born and die in them. */
export class CreatePages1765100000000 implements MigrationInterface {
  name = 'CreatePages1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE releases (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        number integer NOT NULL,
        status text NOT NULL CHECK (status IN ('building', 'live', 'superseded')),
        embedding_model text NOT NULL,
        page_count integer NOT NULL DEFAULT 0,
        chunk_count integer NOT NULL DEFAULT 0,
        published_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, number)
      )`);
    await secureStoreTable(runner, 'releases');
    await runner.query(`
      CREATE TABLE pages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        source_id uuid NOT NULL,
        url text NOT NULL,
        title text NOT NULL,
        description text,
        language text,
        markdown text NOT NULL,
        content_hash text NOT NULL,
        block_hashes text[] NOT NULL DEFAULT '{}',
        fetched_at timestamptz NOT NULL,
        indexed_at timestamptz,
        born_release integer NOT NULL,
        died_release integer,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, source_id, url, born_release),
        FOREIGN KEY (store_id, source_id) REFERENCES sources (store_id, id) DEFERRABLE
      );
      CREATE INDEX pages_hash ON pages (store_id, source_id, content_hash);
      CREATE INDEX pages_unindexed ON pages (store_id, born_release) WHERE indexed_at IS NULL;
      CREATE INDEX ingest_pages_page ON ingest_pages (store_id, page_id)`);
    await secureStoreTable(runner, 'pages');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX ingest_pages_page; DROP TABLE pages; DROP TABLE releases;');
  }
}
