import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = `created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()`;
const ofConversation = `FOREIGN KEY (store_id, conversation_id) REFERENCES conversations (store_id, id)
          ON DELETE CASCADE DEFERRABLE`;

/** How often tools were called, where a store's orders are asked for, and what shoppers showed to see one. */
export class CreateTools1766000007000 implements MigrationInterface {
  name = 'CreateTools1766000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tool_counts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        key text NOT NULL,
        uses integer NOT NULL,
        ends_at timestamptz NOT NULL,
        ${columns},
        UNIQUE (store_id, key)
      );
      CREATE INDEX tool_counts_ended ON tool_counts (store_id, ends_at);
    `);
    await secureStoreTable(runner, 'tool_counts');
    await runner.query(`
      CREATE TABLE order_endpoints (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        url text NOT NULL,
        timeout_ms integer NOT NULL,
        sends_codes boolean NOT NULL,
        secrets bytea NOT NULL,
        ${columns},
        UNIQUE (store_id)
      );
    `);
    await secureStoreTable(runner, 'order_endpoints');
    await runner.query(`
      CREATE TABLE order_codes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        order_number text NOT NULL,
        code_hash text NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        is_verified boolean NOT NULL DEFAULT false,
        expires_at timestamptz NOT NULL,
        ${columns},
        UNIQUE (store_id, conversation_id),
        ${ofConversation}
      );
      CREATE INDEX order_codes_expired ON order_codes (store_id, expires_at);
    `);
    await secureStoreTable(runner, 'order_codes');
    await runner.query(`
      CREATE TABLE shopper_tokens (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        token_hash text NOT NULL,
        expires_at timestamptz NOT NULL,
        ${columns},
        UNIQUE (store_id, token_hash),
        ${ofConversation}
      );
      CREATE INDEX shopper_tokens_expired ON shopper_tokens (store_id, expires_at);
      CREATE INDEX shopper_tokens_conversation ON shopper_tokens (store_id, conversation_id);
    `);
    await secureStoreTable(runner, 'shopper_tokens');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE shopper_tokens; DROP TABLE order_codes; DROP TABLE order_endpoints;
      DROP TABLE tool_counts;
    `);
  }
}
