import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Two addresses are one page on less evidence where the pages say so, so what they say is kept. */
export class KeepCanonicalUrls1764000800400 implements MigrationInterface {
  name = 'KeepCanonicalUrls1764000800400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages ADD COLUMN canonical_url text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages DROP COLUMN canonical_url');
  }
}
