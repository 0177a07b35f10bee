import type { MigrationInterface, QueryRunner } from 'typeorm';

import { secureStoreTable } from '../database/secure-store-table.js';

/** The roles of the runtime, the stores and their keys. */
export class CreateStores1764000000000 implements MigrationInterface {
  name = 'CreateStores1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const role of ['storehand_runtime', 'storehand_platform', 'storehand_queue']) {
      await runner.query(`
        DO $$ BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
            CREATE ROLE ${role} NOLOGIN NOINHERIT;
          END IF;
        END $$;
        GRANT USAGE ON SCHEMA public TO ${role};
      `);
    }
    await this.createStores(runner);
    await this.createKeys(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_keys; DROP TABLE stores;');
  }

  private async createStores(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stores (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL,
        domain text,
        platform text,
        is_active boolean NOT NULL DEFAULT true,
        settings jsonb NOT NULL DEFAULT '{}',
        credentials bytea,
        live_release integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX stores_domain_key ON stores (lower(domain));
      CREATE INDEX stores_created_at ON stores (created_at, id);
    `);
    await secureStoreTable(runner, 'stores', { storeColumn: 'id' });
  }

  private async createKeys(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        kind text NOT NULL CHECK (kind IN ('store', 'widget')),
        name text,
        prefix text NOT NULL,
        key_hash bytea NOT NULL UNIQUE,
        allowed_origins text[] NOT NULL DEFAULT '{}',
        last_used_at timestamptz,
        expires_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX api_keys_store ON api_keys (store_id, created_at);
    `);
    await secureStoreTable(runner, 'api_keys', { isFoundById: true });
  }
}
