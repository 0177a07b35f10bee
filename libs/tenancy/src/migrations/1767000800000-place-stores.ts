import type { MigrationInterface, QueryRunner } from 'typeorm';

import { secureStoreRows } from '../database/secure-store-table.js';
import { holdSql, platformEnterLock, storeEnterLock } from '../placements/hold-sql.js';

/**
 * Where a store lives (`stores.placement`, read in the shared database alone), and in every database the stores whose rows
 * there do not count, or may not change: `enter_store` makes a transaction of such a store read-only, and the platform does
 * not see its rows.
 */
export class PlaceStores1767000800000 implements MigrationInterface {
  name = 'PlaceStores1767000800000';

  async up(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(
      `SELECT p.tablename AS name FROM pg_policies p
       WHERE p.schemaname = 'public' AND p.policyname = p.tablename || '_platform'
         AND p.tablename NOT IN ('stores', 'api_keys', 'store_holds', 'store_moves') ORDER BY 1`,
    )) as { name: string }[];
    // all at once, and stores last: who writes has a row of another table first, and would wait for us while we wait for him
    const names = [...tables.map(({ name }) => name), 'stores'].map((name) => `"${name}"`);
    await runner.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    await runner.query(`
      ALTER TABLE stores ADD COLUMN placement text NOT NULL DEFAULT 'shared'
        CHECK (placement ~ '^[a-z][a-z0-9_-]{0,39}$');
      CREATE INDEX stores_placed_apart ON stores (id) WHERE placement <> 'shared';
      CREATE TABLE store_holds (
        store_id uuid NOT NULL PRIMARY KEY,
        reason text NOT NULL CHECK (reason IN ('arriving', 'moving', 'left')),
        held_at timestamptz NOT NULL DEFAULT now()
      );
    `);
    await secureStoreRows(runner, 'store_holds');
    await runner.query(`
      CREATE FUNCTION enter_store() RETURNS void LANGUAGE plpgsql VOLATILE AS $$
      DECLARE own uuid := current_setting('app.store_id')::uuid;
      BEGIN
        IF NOT EXISTS (SELECT FROM store_holds WHERE store_id = own) THEN
          PERFORM pg_advisory_xact_lock_shared(${storeEnterLock('own')});
          -- whoever holds it up may have come while this waited
          IF NOT EXISTS (SELECT FROM store_holds WHERE store_id = own) THEN RETURN; END IF;
        END IF;
        PERFORM set_config('transaction_read_only', 'on', true);
      END $$;
      CREATE FUNCTION enter_platform() RETURNS void LANGUAGE sql VOLATILE AS $$
        SELECT pg_advisory_xact_lock_shared(${platformEnterLock}) $$;
    `);
    await runner.query(`
      CREATE TABLE store_moves (
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        source text NOT NULL,
        target text NOT NULL CHECK (target <> source),
        step text NOT NULL
          CHECK (step IN ('confirmed', 'copying', 'freezing', 'opening', 'moved', 'clearing', 'returned',
            'cancelling', 'cancelled')),
        copied_rows bigint NOT NULL DEFAULT 0,
        read_only_ms integer,
        verified jsonb,
        failures integer NOT NULL DEFAULT 0,
        error text,
        holder uuid,
        heartbeat_at timestamptz NOT NULL DEFAULT '-infinity',
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (store_id, id)
      );
      CREATE UNIQUE INDEX store_moves_open ON store_moves (store_id) WHERE step NOT IN ('confirmed', 'returned', 'cancelled');
      CREATE INDEX store_moves_list ON store_moves (store_id, created_at);
    `);
    await secureStoreRows(runner, 'store_moves');
    for (const { name } of tables) await runner.query(holdSql(name));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ DECLARE held text; BEGIN
        FOR held IN SELECT tablename FROM pg_policies WHERE qual LIKE '%store_holds%' AND schemaname = 'public'
        LOOP EXECUTE format('ALTER POLICY %I ON %I USING (true) WITH CHECK (true)', held || '_platform', held); END LOOP;
      END $$;
      DROP FUNCTION enter_store(); DROP FUNCTION enter_platform();
      DROP TABLE store_holds; DROP TABLE store_moves; ALTER TABLE stores DROP COLUMN placement;
    `);
  }
}
