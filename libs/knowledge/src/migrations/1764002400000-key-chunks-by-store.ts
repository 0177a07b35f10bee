import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One key instead of two on ids in no order, the costliest part of writing a chunk; it leads with the store. */
export class KeyChunksByStore1764002400000 implements MigrationInterface {
  name = 'KeyChunksByStore1764002400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunks DROP CONSTRAINT chunks_pkey, DROP CONSTRAINT IF EXISTS chunks_store_id_id_key,
        ADD PRIMARY KEY (store_id, id)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunks DROP CONSTRAINT chunks_pkey, ADD PRIMARY KEY (id),
        ADD CONSTRAINT chunks_store_id_id_key UNIQUE (store_id, id)
    `);
  }
}
