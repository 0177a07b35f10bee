import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A site that says "not found" with 200 is asked once for a page that does not exist, so that its answer is known again. */
export class KeepUnknownAnswers1764001300100 implements MigrationInterface {
  name = 'KeepUnknownAnswers1764001300100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests ADD COLUMN unknown_answer jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN unknown_answer');
  }
}
