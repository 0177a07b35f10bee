import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which shopper's session began a conversation; null for those that exist, and for all that no session begins. */
export class OwnConversations1767000400000 implements MigrationInterface {
  name = 'OwnConversations1767000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversations ADD COLUMN session_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE conversations DROP COLUMN session_id');
  }
}
