import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Knowledge that no crawl brings: sources that are given by hand, and questions with answers as the first of them. */
export class CreateSnippets1764000900000 implements MigrationInterface {
  name = 'CreateSnippets1764000900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sources DROP CONSTRAINT sources_kind_check, ADD CONSTRAINT sources_kind_check
        CHECK (kind IN ('website', 'snippets', 'files', 'feed'));
      ALTER TABLE pages ADD link text;
      CREATE TABLE snippets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        source_id uuid NOT NULL,
        question text NOT NULL,
        answer text NOT NULL,
        url text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (store_id, source_id) REFERENCES sources (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
      CREATE INDEX snippets_listed ON snippets (store_id, created_at, id);
      CREATE INDEX snippets_source ON snippets (store_id, source_id);
    `);
    await secureStoreTable(runner, 'snippets');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE snippets;
      ALTER TABLE pages DROP link;
      ALTER TABLE sources DROP CONSTRAINT sources_kind_check,
        ADD CONSTRAINT sources_kind_check CHECK (kind IN ('website'));
    `);
  }
}
