import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose turn it is to crawl a host, over all workers. Of no store: stores that crawl one host take turns in one row. */
export class CreateCrawlHosts1764001700100 implements MigrationInterface {
  name = 'CreateCrawlHosts1764001700100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE crawl_hosts (
        host text PRIMARY KEY,
        holder uuid,
        held_until timestamptz NOT NULL,
        free_at timestamptz NOT NULL DEFAULT now(),
        turn_until timestamptz NOT NULL,
        waiting uuid[] NOT NULL DEFAULT '{}'
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON crawl_hosts TO storehand_platform`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE crawl_hosts');
  }
}
