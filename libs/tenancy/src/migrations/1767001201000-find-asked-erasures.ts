import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An erasure is found by the request that asked for it, beside the writes of the version that serves. */
export class FindAskedErasures1767001201000 implements MigrationInterface {
  name = 'FindAskedErasures1767001201000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // nobody waits behind it, so it may wait for transactions that are open
    await runner.query('SET lock_timeout = 0');
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS erasure_receipts_asked');
    await runner.query(
      'CREATE INDEX CONCURRENTLY erasure_receipts_asked ON erasure_receipts (asked_by) WHERE asked_by IS NOT NULL',
    );
    await runner.query('RESET lock_timeout');
    await runner.query(
      'ALTER TABLE audit_entries VALIDATE CONSTRAINT audit_entries_actor_kind_check',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS erasure_receipts_asked');
  }
}
