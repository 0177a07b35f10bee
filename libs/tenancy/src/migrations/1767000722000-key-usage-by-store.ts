import type { MigrationInterface, QueryRunner } from 'typeorm';

import { keyByStore } from '../database/key-by-store.js';

const tables = ['usage_entries', 'usage_budgets', 'usage_reservations', 'usage_alerts'];

/** The store leads the key of every table that was made before `secureStoreTable` saw to that. */
export class KeyUsageByStore1767000722000 implements MigrationInterface {
  name = 'KeyUsageByStore1767000722000';
  /** Indexes are built beside the writes of the version that serves. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await keyByStore(runner, table);
  }

  /** The version before reads and writes tables of this key as well. */
  async down(): Promise<void> {}
}
