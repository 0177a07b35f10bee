import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a site said of a version when it was asked for an answer: one row a version, claimed by whoever asks. */
export class RecheckPages1764003200000 implements MigrationInterface {
  name = 'RecheckPages1764003200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE page_rechecks (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        page_id uuid NOT NULL,
        run_id uuid NOT NULL,
        claimed_until timestamptz NOT NULL,
        rest_until timestamptz,
        outcome text CHECK (outcome IN ('unchanged', 'changed', 'gone')),
        failure text,
        checked_at timestamptz,
        content_hash text,
        text jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, page_id),
        FOREIGN KEY (store_id, page_id) REFERENCES pages (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
    `);
    await secureStoreTable(runner, 'page_rechecks');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE page_rechecks');
  }
}
