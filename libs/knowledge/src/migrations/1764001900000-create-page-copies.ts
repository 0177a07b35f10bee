import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What tells that a page is sent unchanged, validators or not, and the texts of addresses that fold into another page: they
 * have no version, and would be read in full by each crawl.
 */
export class CreatePageCopies1764001900000 implements MigrationInterface {
  name = 'CreatePageCopies1764001900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pages ADD COLUMN body_hash text;
      CREATE TABLE page_copies (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        source_id uuid NOT NULL,
        url text NOT NULL,
        text jsonb NOT NULL,
        etag text,
        last_modified text,
        body_hash text,
        extraction_version integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, source_id, url),
        FOREIGN KEY (store_id, source_id) REFERENCES sources (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
    `);
    await secureStoreTable(runner, 'page_copies');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE page_copies; ALTER TABLE pages DROP COLUMN body_hash;');
  }
}
