import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the releases that are kept no longer and whose rows are still there; those from before had theirs removed. */
export class FindUnpurgedReleases1764002300000 implements MigrationInterface {
  name = 'FindUnpurgedReleases1764002300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE releases SET builds_on = NULL WHERE status = 'retired'`);
    await runner.query(
      `CREATE INDEX releases_unpurged ON releases (store_id) WHERE status = 'retired' AND builds_on IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX releases_unpurged');
  }
}
