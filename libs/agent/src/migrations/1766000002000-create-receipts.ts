import { secureStoreRows } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receipts of answers, beside their messages: they are large, and seldom read. Each goes with its message. */
export class CreateReceipts1766000002000 implements MigrationInterface {
  name = 'CreateReceipts1766000002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipts (
        store_id uuid NOT NULL,
        message_id uuid NOT NULL,
        receipt jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, message_id),
        FOREIGN KEY (store_id, message_id) REFERENCES messages (store_id, id)
          ON DELETE CASCADE DEFERRABLE
      );
    `);
    await secureStoreRows(runner, 'receipts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE receipts;');
  }
}
