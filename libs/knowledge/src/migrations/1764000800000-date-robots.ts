import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A robots.txt may be used for a day (RFC 9309), so a crawl must know when it read its copy. */
export class DateRobots1764000800000 implements MigrationInterface {
  name = 'DateRobots1764000800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests ADD COLUMN robots_read_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN robots_read_at');
  }
}
