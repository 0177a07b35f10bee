import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every chunk that is written is checked to stand on a page, by a plan that is made once for each connection, when the
 * table may be empty: all indexes then look alike, and this one, by which a store's every page would be read, was taken.
 * What it says now is true of all rows, but only a question about births can use it.
 */
export class LookUpPages1764002100100 implements MigrationInterface {
  name = 'LookUpPages1764002100100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX pages_born;
      CREATE INDEX pages_born ON pages (store_id, born_release) WHERE born_release IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX pages_born;
      CREATE INDEX pages_born ON pages (store_id, born_release);
    `);
  }
}
