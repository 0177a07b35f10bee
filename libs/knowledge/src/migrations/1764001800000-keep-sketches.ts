import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The sketch of a vector stands in its row, so that whatever ends, revives, copies or removes the one does so to the other;
 * never out of line, and null in rows of before until the store's next release. A vector goes by its chunk's number now,
 * which is how the nearest sketches name it; the one index serves that and the chunk's removal.
 */
export class KeepSketches1764001800000 implements MigrationInterface {
  name = 'KeepSketches1764001800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunk_vectors ADD COLUMN sketch bytea;
      ALTER TABLE chunk_vectors ALTER sketch SET STORAGE PLAIN;
      CREATE INDEX chunk_vectors_unsketched ON chunk_vectors (store_id, model) WHERE sketch IS NULL;
      CREATE INDEX chunk_vectors_number ON chunk_vectors (store_id, number);
      ALTER TABLE chunk_vectors DROP CONSTRAINT chunk_vectors_store_id_chunk_id_fkey;
      ALTER TABLE chunk_vectors ADD FOREIGN KEY (store_id, number)
        REFERENCES chunks (store_id, number) ON DELETE CASCADE DEFERRABLE;
      DROP INDEX chunk_vectors_chunk;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX chunk_vectors_chunk ON chunk_vectors (store_id, chunk_id);
      ALTER TABLE chunk_vectors DROP CONSTRAINT chunk_vectors_store_id_number_fkey;
      ALTER TABLE chunk_vectors ADD FOREIGN KEY (store_id, chunk_id)
        REFERENCES chunks (store_id, id) ON DELETE CASCADE DEFERRABLE;
      DROP INDEX chunk_vectors_number;
      ALTER TABLE chunk_vectors DROP COLUMN sketch;
    `);
  }
}
