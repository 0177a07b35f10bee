import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A foreign key looks up a chunk for each vector that is loaded, a fifth of the database's work, and again for each chunk
 * that is removed. Vectors are written in one statement with their chunks, or for chunks that are locked until then, and
 * go with them in one statement. The planner, whose statistics lag behind an ingest, must not read the table for that.
 */
export class LetVectorsGoAtOnce1764002500000 implements MigrationInterface {
  name = 'LetVectorsGoAtOnce1764002500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunk_vectors DROP CONSTRAINT chunk_vectors_store_id_number_fkey;
      CREATE FUNCTION remove_vectors_of_chunks() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
        BEGIN
          DELETE FROM chunk_vectors v USING gone WHERE v.store_id = gone.store_id AND v.number = gone.number;
          RETURN NULL;
        END $$;
      CREATE TRIGGER chunks_remove_vectors AFTER DELETE ON chunks REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION remove_vectors_of_chunks();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER chunks_remove_vectors ON chunks;
      DROP FUNCTION remove_vectors_of_chunks();
      ALTER TABLE chunk_vectors ADD FOREIGN KEY (store_id, number)
        REFERENCES chunks (store_id, number) ON DELETE CASCADE DEFERRABLE;
    `);
  }
}
