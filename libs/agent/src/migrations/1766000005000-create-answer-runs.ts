import { secureStoreRows, secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What makes a send repeatable and a stream resumable: which answer a question led to, and what was told of it. */
export class CreateAnswerRuns1766000005000 implements MigrationInterface {
  name = 'CreateAnswerRuns1766000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE answer_runs (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL,
        conversation_id uuid NOT NULL,
        answer_seq integer NOT NULL,
        idempotency_key text,
        followed_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        FOREIGN KEY (store_id, conversation_id) REFERENCES conversations (store_id, id)
          ON DELETE CASCADE DEFERRABLE,
        UNIQUE (store_id, conversation_id, idempotency_key)
      );
      CREATE INDEX answer_runs_unkeyed ON answer_runs (store_id, created_at)
        WHERE idempotency_key IS NULL;
    `);
    await secureStoreTable(runner, 'answer_runs');
    await runner.query(`
      CREATE TABLE answer_events (
        store_id uuid NOT NULL,
        message_id uuid NOT NULL,
        first_seq integer NOT NULL,
        events jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, message_id, first_seq),
        FOREIGN KEY (store_id, message_id) REFERENCES answer_runs (store_id, id)
          ON DELETE CASCADE DEFERRABLE
      );
      CREATE INDEX answer_events_age ON answer_events (store_id, created_at);
    `);
    await secureStoreRows(runner, 'answer_events');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE answer_events; DROP TABLE answer_runs;');
  }
}
