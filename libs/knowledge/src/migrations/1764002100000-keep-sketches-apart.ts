import { secureStoreRows } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sketches are made when a large release is built and not when vectors are loaded, so they have rows of their own: written
 * beside wide vectors they would rewrite each. They go with their vector. A vector is known by its chunk's number alone, in
 * whose order it is loaded and read; chunk ids, which are in no order, made for the most expensive of its indexes.
 */
export class KeepSketchesApart1764002100000 implements MigrationInterface {
  name = 'KeepSketchesApart1764002100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunk_vectors DROP CONSTRAINT chunk_vectors_pkey;
      ALTER TABLE chunk_vectors ADD PRIMARY KEY (store_id, number, model);
      DROP INDEX chunk_vectors_number;
      ALTER TABLE chunk_vectors DROP COLUMN chunk_id;
      CREATE TABLE chunk_sketches (
        store_id uuid NOT NULL,
        number integer NOT NULL,
        model text NOT NULL,
        sketch bytea NOT NULL,
        PRIMARY KEY (store_id, number, model),
        FOREIGN KEY (store_id, number, model) REFERENCES chunk_vectors (store_id, number, model)
          ON DELETE CASCADE DEFERRABLE
      );
      ALTER TABLE chunk_sketches ALTER sketch SET STORAGE PLAIN;
      ALTER TABLE chunk_vectors NO FORCE ROW LEVEL SECURITY;
      INSERT INTO chunk_sketches (store_id, number, model, sketch)
        SELECT store_id, number, model, sketch FROM chunk_vectors WHERE sketch IS NOT NULL;
      ALTER TABLE chunk_vectors FORCE ROW LEVEL SECURITY;
      ALTER TABLE chunk_vectors DROP COLUMN sketch;
    `);
    await secureStoreRows(runner, 'chunk_sketches');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunks NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE chunk_vectors NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE chunk_vectors ADD COLUMN chunk_id uuid, ADD COLUMN sketch bytea;
      ALTER TABLE chunk_vectors ALTER sketch SET STORAGE PLAIN;
      UPDATE chunk_vectors v SET chunk_id = c.id FROM chunks c
        WHERE c.store_id = v.store_id AND c.number = v.number;
      DROP TABLE chunk_sketches;
      ALTER TABLE chunk_vectors DROP CONSTRAINT chunk_vectors_pkey;
      ALTER TABLE chunk_vectors ADD PRIMARY KEY (store_id, model, chunk_id);
      CREATE INDEX chunk_vectors_number ON chunk_vectors (store_id, number);
      CREATE INDEX chunk_vectors_unsketched ON chunk_vectors (store_id, model) WHERE sketch IS NULL;
      ALTER TABLE chunk_vectors FORCE ROW LEVEL SECURITY;
      ALTER TABLE chunks FORCE ROW LEVEL SECURITY;
    `);
  }
}
