import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages that say nearly the same are found by keys that they share. Pages from before get theirs when they are read again. */
export class KeyPages1764001300200 implements MigrationInterface {
  name = 'KeyPages1764001300200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE pages ADD COLUMN near_keys text[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pages DROP COLUMN near_keys');
  }
}
