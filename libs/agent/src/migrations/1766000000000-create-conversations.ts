import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Conversations and their messages. */
export class CreateConversations1766000000000 implements MigrationInterface {
  name = 'CreateConversations1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE conversations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        shopper_id text,
        metadata jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open')),
        last_seq integer NOT NULL DEFAULT 0,
        answering_id uuid,
        answering_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX conversations_store ON conversations (store_id, created_at, id);
      CREATE INDEX conversations_shopper ON conversations (store_id, shopper_id) WHERE shopper_id IS NOT NULL;
    `);
    await secureStoreTable(runner, 'conversations');
    await runner.query(`
      CREATE TABLE messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        seq integer NOT NULL,
        role text NOT NULL CHECK (role IN ('user', 'assistant')),
        content text NOT NULL,
        outcome text CHECK (outcome IN ('answered', 'abstained', 'handed_off', 'small_talk', 'failed')),
        citations jsonb NOT NULL DEFAULT '[]',
        release integer,
        usage jsonb,
        latency_ms integer,
        error_code text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (store_id, conversation_id) REFERENCES conversations (store_id, id)
          ON DELETE CASCADE DEFERRABLE,
        UNIQUE (store_id, conversation_id, seq),
        CHECK ((role = 'assistant') = (outcome IS NOT NULL))
      );
      CREATE INDEX messages_outcome ON messages (store_id, created_at) WHERE outcome IS NOT NULL;
    `);
    await secureStoreTable(runner, 'messages');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messages; DROP TABLE conversations;');
  }
}
