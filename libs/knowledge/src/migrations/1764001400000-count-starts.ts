import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a slice was begun that never came to an end, so that what stops its worker each time is given up. */
export class CountStarts1764001400000 implements MigrationInterface {
  name = 'CountStarts1764001400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests ADD COLUMN starts integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN starts');
  }
}
