import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a store's agent speaks and with which model, in versions of which the newest is in force; none is ever changed. */
export class CreateAgentSettings1766000003000 implements MigrationInterface {
  name = 'CreateAgentSettings1766000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agent_settings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        version integer NOT NULL CHECK (version > 0),
        note text,
        settings jsonb NOT NULL,
        sealed_key bytea,
        key_hint text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, version)
      );
    `);
    await secureStoreTable(runner, 'agent_settings');
    await runner.query(`
      CREATE FUNCTION keep_agent_settings() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'settings of an agent are added, never changed';
      END $$;
      CREATE TRIGGER agent_settings_kept AFTER UPDATE ON agent_settings
        FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION keep_agent_settings();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_settings; DROP FUNCTION keep_agent_settings();');
  }
}
