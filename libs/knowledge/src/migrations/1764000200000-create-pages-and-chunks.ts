import { secureStoreRows, secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Releases, page versions, chunks, and the two narrow tables that the legs of the search read. */
export class CreatePagesAndChunks1764000200000 implements MigrationInterface {
  name = 'CreatePagesAndChunks1764000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS vector');
    await this.createReleases(runner);
    await this.createPages(runner);
    await this.createChunks(runner);
    await this.createVectors(runner);
    await this.createTerms(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE chunk_terms; DROP TABLE chunk_vectors; DROP TABLE chunks; DROP TABLE pages; DROP TABLE releases;',
    );
  }

  private async createReleases(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE releases (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        number integer NOT NULL,
        status text NOT NULL CHECK (status IN ('building', 'live', 'superseded', 'failed')),
        embedding_model text,
        embedding_dimensions integer,
        page_count integer NOT NULL DEFAULT 0,
        chunk_count integer NOT NULL DEFAULT 0,
        published_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, number)
      );
    `);
    await secureStoreTable(runner, 'releases');
  }

  /** One row per version of a page; at most one version of a URL is not dead. */
  private async createPages(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        source_id uuid NOT NULL,
        url text NOT NULL,
        title text NOT NULL,
        description text,
        language text,
        markdown text NOT NULL,
        content_hash text NOT NULL,
        block_hashes text[] NOT NULL,
        stripped_hashes text[] NOT NULL DEFAULT '{}',
        fetched_at timestamptz NOT NULL,
        indexed_at timestamptz,
        born_release integer NOT NULL,
        died_release integer,
        seen_release integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (store_id, source_id) REFERENCES sources (store_id, id) DEFERRABLE
      );
      CREATE UNIQUE INDEX pages_living_url ON pages (store_id, url, source_id) WHERE died_release IS NULL;
      CREATE INDEX pages_living_content ON pages (store_id, source_id, content_hash) WHERE died_release IS NULL;
      CREATE INDEX pages_unindexed ON pages (store_id, id) WHERE indexed_at IS NULL;
      CREATE INDEX pages_dead ON pages (store_id, died_release) WHERE died_release IS NOT NULL;
    `);
    await secureStoreTable(runner, 'pages');
  }

  private async createChunks(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chunks (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        page_id uuid NOT NULL,
        number integer NOT NULL,
        ordinal integer NOT NULL,
        heading_path text[] NOT NULL,
        text text NOT NULL,
        token_count integer NOT NULL,
        content_hash text NOT NULL,
        born_release integer NOT NULL,
        died_release integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, number),
        FOREIGN KEY (store_id, page_id) REFERENCES pages (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
      CREATE INDEX chunks_page ON chunks (store_id, page_id);
      CREATE INDEX chunks_dead ON chunks (store_id, died_release) WHERE died_release IS NOT NULL;
    `);
    await secureStoreTable(runner, 'chunks');
  }

  /**
   * Release numbers are repeated from the chunk so that the scan needs no join. Rows up to a page (2,000 dimensions) stay
   * in line and uncompressed: a vector out of line is read 2 to 2.5 times slower. Any width fits.
   */
  private async createVectors(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chunk_vectors (
        store_id uuid NOT NULL,
        chunk_id uuid NOT NULL,
        model text NOT NULL,
        number integer NOT NULL,
        input_hash text NOT NULL,
        born_release integer NOT NULL,
        died_release integer,
        embedding vector NOT NULL,
        PRIMARY KEY (store_id, model, chunk_id),
        FOREIGN KEY (store_id, chunk_id) REFERENCES chunks (store_id, id) ON DELETE CASCADE DEFERRABLE
      ) WITH (toast_tuple_target = 8160);
      ALTER TABLE chunk_vectors ALTER embedding SET STORAGE EXTERNAL;
      CREATE INDEX chunk_vectors_input ON chunk_vectors (store_id, model, input_hash);
      CREATE INDEX chunk_vectors_chunk ON chunk_vectors (store_id, chunk_id);
    `);
    await secureStoreRows(runner, 'chunk_vectors');
  }

  /** The inverted index of one release: for each term the numbers of the chunks that hold it and its BM25 weight there. */
  private async createTerms(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chunk_terms (
        store_id uuid NOT NULL,
        release integer NOT NULL,
        term integer NOT NULL,
        segment integer NOT NULL,
        numbers integer[] NOT NULL,
        weights real[] NOT NULL,
        PRIMARY KEY (store_id, release, term, segment),
        FOREIGN KEY (store_id, release) REFERENCES releases (store_id, number)
          ON DELETE CASCADE DEFERRABLE
      );
      ALTER TABLE chunk_terms ALTER numbers SET STORAGE EXTERNAL;
      ALTER TABLE chunk_terms ALTER weights SET STORAGE EXTERNAL;
    `);
    await secureStoreRows(runner, 'chunk_terms');
  }
}
