import { keyByStore } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'conversations',
  'messages',
  'webhooks',
  'webhook_deliveries',
  'agent_settings',
  'answer_runs',
  'message_feedback',
  'gaps',
  'gap_questions',
  'tool_counts',
  'order_endpoints',
  'order_codes',
  'shopper_tokens',
];

/**
 * The store leads the key of every table that was made before `secureStoreTable` saw to that. One statement of the versions
 * before rests on the old key (gaps, listed by their id alone): until their processes are replaced, that list answers 500.
 */
export class KeyAgentByStore1767000721000 implements MigrationInterface {
  name = 'KeyAgentByStore1767000721000';
  /** Indexes are built beside the writes of the version that serves. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await keyByStore(runner, table);
  }

  /** The version before reads and writes tables of this key as well. */
  async down(): Promise<void> {}
}
