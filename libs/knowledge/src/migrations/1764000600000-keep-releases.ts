import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Releases that are held back or no longer kept, why they were held, and the way to what one release wrote. Until now one
 * superseded release was kept. The owner is no exception to forced row-level security, which is why it is lifted in between.
 */
export class KeepReleases1764000600000 implements MigrationInterface {
  name = 'KeepReleases1764000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE releases DROP CONSTRAINT releases_status_check;
      ALTER TABLE releases ADD CONSTRAINT releases_status_check CHECK (status IN
        ('building', 'held', 'live', 'superseded', 'failed', 'retired'));
      ALTER TABLE releases ADD held_for jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE releases NO FORCE ROW LEVEL SECURITY;
      UPDATE releases r SET status = 'retired' WHERE status = 'superseded' AND number < (
        SELECT max(number) FROM releases WHERE store_id = r.store_id AND status = 'superseded');
      ALTER TABLE releases FORCE ROW LEVEL SECURITY;
      CREATE INDEX pages_born ON pages (store_id, born_release);
      CREATE INDEX chunks_born ON chunks (store_id, born_release);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX chunks_born;
      DROP INDEX pages_born;
      ALTER TABLE releases DROP held_for;
      UPDATE releases SET status = 'failed' WHERE status IN ('held', 'retired');
      ALTER TABLE releases DROP CONSTRAINT releases_status_check;
      ALTER TABLE releases ADD CONSTRAINT releases_status_check CHECK (status IN
        ('building', 'live', 'superseded', 'failed'));
    `);
  }
}
