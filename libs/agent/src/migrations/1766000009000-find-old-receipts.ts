import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receipts are removed by their age. */
export class FindOldReceipts1766000009000 implements MigrationInterface {
  name = 'FindOldReceipts1766000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX receipts_age ON receipts (store_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX receipts_age');
  }
}
