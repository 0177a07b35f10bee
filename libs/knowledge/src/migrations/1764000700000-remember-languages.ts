import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The languages that a release's words are indexed in, which questions are read in too. Until now all were read as English. */
export class RememberLanguages1764000700000 implements MigrationInterface {
  name = 'RememberLanguages1764000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE releases ADD languages text[] NOT NULL DEFAULT '{en}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE releases DROP languages');
  }
}
