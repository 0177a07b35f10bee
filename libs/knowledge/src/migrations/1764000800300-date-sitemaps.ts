import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A crawl that is stopped between its robots.txt and its sitemaps must know which of them it has read. */
export class DateSitemaps1764000800300 implements MigrationInterface {
  name = 'DateSitemaps1764000800300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests ADD COLUMN sitemaps_read_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN sitemaps_read_at');
  }
}
