import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A site that asks for time costs no attempt, so how often it did is counted apart. */
export class CountWaits1764000800200 implements MigrationInterface {
  name = 'CountWaits1764000800200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages ADD COLUMN waits integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages DROP COLUMN waits');
  }
}
