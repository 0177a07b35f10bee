import { secureStoreRows } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The words of a release by first letter and length, where a misspelt word of a question is looked up. */
export class CreateReleaseWords1764000700100 implements MigrationInterface {
  name = 'CreateReleaseWords1764000700100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE release_words (
        store_id uuid NOT NULL,
        release integer NOT NULL,
        initial text NOT NULL,
        length integer NOT NULL,
        words text[] NOT NULL,
        PRIMARY KEY (store_id, release, initial, length),
        FOREIGN KEY (store_id, release) REFERENCES releases (store_id, number)
          ON DELETE CASCADE DEFERRABLE
      );
    `);
    await secureStoreRows(runner, 'release_words');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE release_words');
  }
}
