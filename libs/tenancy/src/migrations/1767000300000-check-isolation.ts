import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stores that only the isolation check uses, and what each run of it found. */
export class CheckIsolation1767000300000 implements MigrationInterface {
  name = 'CheckIsolation1767000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stores ADD COLUMN is_synthetic boolean NOT NULL DEFAULT false;
      CREATE TABLE isolation_checks (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        started_at timestamptz NOT NULL DEFAULT now(),
        ended_at timestamptz,
        outcome text CHECK (outcome IN ('passed', 'failed', 'incomplete')),
        report jsonb NOT NULL DEFAULT '{}',
        CHECK ((ended_at IS NULL) = (outcome IS NULL))
      );
      CREATE UNIQUE INDEX isolation_checks_running ON isolation_checks ((true)) WHERE ended_at IS NULL;
      GRANT SELECT, INSERT, UPDATE, DELETE ON isolation_checks TO storehand_platform`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE isolation_checks; ALTER TABLE stores DROP COLUMN is_synthetic');
  }
}
