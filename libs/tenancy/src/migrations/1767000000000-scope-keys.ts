import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a key may do (null, as for those that exist: all of its kind), and which key took its place. */
export class ScopeKeys1767000000000 implements MigrationInterface {
  name = 'ScopeKeys1767000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE api_keys
        ADD COLUMN scopes text[],
        ADD COLUMN replaced_by uuid,
        ADD CONSTRAINT api_keys_replaced_by_fkey FOREIGN KEY (store_id, replaced_by)
          REFERENCES api_keys (store_id, id) DEFERRABLE;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP COLUMN replaced_by, DROP COLUMN scopes;');
  }
}
