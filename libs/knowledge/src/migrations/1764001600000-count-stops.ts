import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How often a worker died with a page in hand, apart from how often its site was asked: who dies is seldom the page's fault.
 * And how far a crawl was when its slice was begun, so that one that gets on is not taken for one that is stuck.
 */
export class CountStops1764001600000 implements MigrationInterface {
  name = 'CountStops1764001600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingest_pages ADD COLUMN stops integer NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE ingests ADD COLUMN progress integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN progress');
    await runner.query('ALTER TABLE ingest_pages DROP COLUMN stops');
  }
}
