import { keyByStore } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = [
  'sources',
  'ingests',
  'ingest_pages',
  'releases',
  'pages',
  'check_questions',
  'snippets',
  'files',
  'page_copies',
  'page_rechecks',
];

/** The store leads the key of every table that was made before `secureStoreTable` saw to that. */
export class KeyKnowledgeByStore1767000720000 implements MigrationInterface {
  name = 'KeyKnowledgeByStore1767000720000';
  /** Indexes are built beside the writes of the version that serves. */
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables) await keyByStore(runner, table);
  }

  /** The version before reads and writes tables of this key as well. */
  async down(): Promise<void> {}
}
