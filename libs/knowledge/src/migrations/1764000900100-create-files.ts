import { secureStoreRows, secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that were given, and their bytes in a table of their own, so that a list of files never reads them. */
export class CreateFiles1764000900100 implements MigrationInterface {
  name = 'CreateFiles1764000900100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE files (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        source_id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        content_type text NOT NULL,
        byte_count integer NOT NULL,
        outcome text,
        detail text,
        read_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (store_id, source_id) REFERENCES sources (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
      CREATE INDEX files_listed ON files (store_id, source_id, created_at, id);
    `);
    await secureStoreTable(runner, 'files');
    await runner.query(`
      CREATE TABLE file_bytes (
        store_id uuid NOT NULL,
        file_id uuid NOT NULL,
        bytes bytea NOT NULL,
        PRIMARY KEY (store_id, file_id),
        FOREIGN KEY (store_id, file_id) REFERENCES files (store_id, id) ON DELETE CASCADE DEFERRABLE
      );
      ALTER TABLE file_bytes ALTER bytes SET STORAGE EXTERNAL;
    `);
    await secureStoreRows(runner, 'file_bytes');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE file_bytes; DROP TABLE files');
  }
}
