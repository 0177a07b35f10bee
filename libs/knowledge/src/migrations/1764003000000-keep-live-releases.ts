import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which release an ingest left live that found nothing changed, and made none of its own. */
export class KeepLiveReleases1764003000000 implements MigrationInterface {
  name = 'KeepLiveReleases1764003000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests ADD COLUMN kept_release integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN kept_release');
  }
}
