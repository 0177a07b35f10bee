import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose trace an ingest's jobs are part of, also where a sweep nudges it; null where nothing is traced. */
export class TraceIngests1767000600000 implements MigrationInterface {
  name = 'TraceIngests1767000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE ingests ADD COLUMN traceparent text CHECK (length(traceparent) <= 55)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ingests DROP COLUMN traceparent');
  }
}
