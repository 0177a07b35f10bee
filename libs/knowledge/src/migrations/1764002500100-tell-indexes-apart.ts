import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * To a planner that knows nothing of a table its indexes look alike. A page that lives was looked up by its address, and
 * vectors were read in the order of their numbers, by an index of a store's texts, which took all rows for each. What these
 * two say now is true of all rows, but only a question about texts can use them.
 */
export class TellIndexesApart1764002500100 implements MigrationInterface {
  name = 'TellIndexesApart1764002500100';

  async up(runner: QueryRunner): Promise<void> {
    await this.index(
      runner,
      'WHERE died_release IS NULL AND content_hash IS NOT NULL',
      'WHERE input_hash IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.index(runner, 'WHERE died_release IS NULL', '');
  }

  private async index(runner: QueryRunner, pages: string, vectors: string): Promise<void> {
    await runner.query(`
      DROP INDEX pages_living_content;
      CREATE INDEX pages_living_content ON pages (store_id, source_id, content_hash) ${pages};
      DROP INDEX chunk_vectors_input;
      CREATE INDEX chunk_vectors_input ON chunk_vectors (store_id, model, input_hash) ${vectors};
    `);
  }
}
