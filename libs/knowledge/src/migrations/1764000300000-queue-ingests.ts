import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ingests of one store wait for each other, and there are small ones: of a file or feed, or of single pages. */
export class QueueIngests1764000300000 implements MigrationInterface {
  name = 'QueueIngests1764000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ingests DROP CONSTRAINT ingests_status_check, DROP CONSTRAINT ingests_kind_check,
        ADD CONSTRAINT ingests_status_check CHECK (status IN
          ('waiting', 'queued', 'crawling', 'indexing', 'publishing', 'live', 'held', 'failed', 'cancelled')),
        ADD CONSTRAINT ingests_kind_check CHECK (kind IN ('crawl', 'import', 'refresh', 'reindex'));
      CREATE INDEX ingests_waiting ON ingests (store_id, release_number) WHERE status = 'waiting'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ingests_waiting;
      ALTER TABLE ingests DROP CONSTRAINT ingests_status_check, DROP CONSTRAINT ingests_kind_check,
        ADD CONSTRAINT ingests_status_check CHECK (status IN
          ('queued', 'crawling', 'indexing', 'publishing', 'live', 'held', 'failed', 'cancelled')),
        ADD CONSTRAINT ingests_kind_check CHECK (kind IN ('crawl', 'reindex'))`);
  }
}
