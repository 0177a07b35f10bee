import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * To a planner whose statistics are those of other, small stores every index that leads with the store finds one row, and
 * chunks were looked up by their number in the index of their ids, all of the store's for each. Now one index alone fits
 * such a question: what the others say is true of all rows, but only questions about ids, pages or births can use them.
 */
export class LookUpChunks1764003250000 implements MigrationInterface {
  name = 'LookUpChunks1764003250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE chunks DROP CONSTRAINT chunks_pkey, DROP CONSTRAINT chunks_store_id_number_key,
        ADD PRIMARY KEY (store_id, number);
      CREATE UNIQUE INDEX chunks_id ON chunks (store_id, id) WHERE id IS NOT NULL;
    `);
    await this.index(runner, 'WHERE page_id IS NOT NULL', 'WHERE born_release IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX chunks_id;
      ALTER TABLE chunks DROP CONSTRAINT chunks_pkey, ADD PRIMARY KEY (store_id, id),
        ADD CONSTRAINT chunks_store_id_number_key UNIQUE (store_id, number);
    `);
    await this.index(runner, '', '');
  }

  private async index(runner: QueryRunner, pages: string, births: string): Promise<void> {
    await runner.query(`
      DROP INDEX chunks_page;
      CREATE INDEX chunks_page ON chunks (store_id, page_id) ${pages};
      DROP INDEX chunks_born;
      CREATE INDEX chunks_born ON chunks (store_id, born_release) ${births};
    `);
  }
}
