import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a sitemap says of a page's last change stands with the page in the frontier. */
export class KeepLastmod1764000800100 implements MigrationInterface {
  name = 'KeepLastmod1764000800100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages ADD COLUMN lastmod timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages DROP COLUMN lastmod');
  }
}
