import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has a conversation, what a shopper said when asking for a person, and messages that a person wrote. */
export class HandOffConversations1766000001000 implements MigrationInterface {
  name = 'HandOffConversations1766000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE conversations DROP CONSTRAINT conversations_state_check;
      UPDATE conversations SET state = 'agent' WHERE state = 'open';
      ALTER TABLE conversations FORCE ROW LEVEL SECURITY;
      ALTER TABLE conversations
        ALTER COLUMN state SET DEFAULT 'agent',
        ADD CONSTRAINT conversations_state_check
          CHECK (state IN ('agent', 'waiting_for_human', 'human', 'closed')),
        ADD COLUMN handed_off_at timestamptz,
        ADD COLUMN handoff_contact text,
        ADD COLUMN handoff_note text;
      CREATE INDEX conversations_state ON conversations (store_id, state, created_at, id);
      ALTER TABLE messages DROP CONSTRAINT messages_role_check;
      ALTER TABLE messages
        ADD CONSTRAINT messages_role_check CHECK (role IN ('user', 'assistant', 'human'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE messages NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE conversations NO FORCE ROW LEVEL SECURITY;
      DELETE FROM messages WHERE role = 'human';
      ALTER TABLE messages DROP CONSTRAINT messages_role_check;
      ALTER TABLE messages
        ADD CONSTRAINT messages_role_check CHECK (role IN ('user', 'assistant'));
      DROP INDEX conversations_state;
      ALTER TABLE conversations DROP CONSTRAINT conversations_state_check;
      UPDATE conversations SET state = 'open';
      ALTER TABLE conversations
        ALTER COLUMN state SET DEFAULT 'open',
        ADD CONSTRAINT conversations_state_check CHECK (state IN ('open')),
        DROP COLUMN handed_off_at, DROP COLUMN handoff_contact, DROP COLUMN handoff_note;
      ALTER TABLE messages FORCE ROW LEVEL SECURITY;
      ALTER TABLE conversations FORCE ROW LEVEL SECURITY;
    `);
  }
}
