import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a release builds on, so that an ingest that was stopped goes on only where that still holds. */
export class BuildOnReleases1764001700000 implements MigrationInterface {
  name = 'BuildOnReleases1764001700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE releases ADD COLUMN builds_on integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE releases DROP COLUMN builds_on');
  }
}
