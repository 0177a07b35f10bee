import type { MigrationInterface, QueryRunner } from 'typeorm';

import { secureStoreTable } from '../database/secure-store-table.js';

const columns = `created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now()`;

/** The ledger of calls that cost money, what a store may spend, what is held back for calls under way, and alerts. */
export class CreateUsage1767000100000 implements MigrationInterface {
  name = 'CreateUsage1767000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE usage_entries (
        id uuid PRIMARY KEY,
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        purpose text NOT NULL,
        model text NOT NULL,
        conversation_id uuid,
        message_id uuid,
        ingest_id uuid,
        input_tokens integer NOT NULL,
        output_tokens integer NOT NULL,
        is_estimated boolean NOT NULL,
        cost numeric,
        currency text,
        price_version text,
        ${columns}
      );
      CREATE INDEX usage_entries_time ON usage_entries (store_id, created_at);
    `);
    await secureStoreTable(runner, 'usage_entries');
    await runner.query(`
      CREATE TABLE usage_budgets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        day_amount numeric CHECK (day_amount >= 0),
        month_amount numeric CHECK (month_amount >= 0),
        currency text NOT NULL,
        alert_at numeric[] NOT NULL,
        cheaper_at numeric NOT NULL,
        when_spent text NOT NULL CHECK (when_spent IN ('quotes', 'contact')),
        day date NOT NULL,
        day_spent numeric NOT NULL,
        month date NOT NULL,
        month_spent numeric NOT NULL,
        reserved numeric NOT NULL DEFAULT 0,
        last_reserved uuid,
        ${columns},
        UNIQUE (store_id)
      );
    `);
    await secureStoreTable(runner, 'usage_budgets');
    await runner.query(`
      CREATE TABLE usage_reservations (
        id uuid PRIMARY KEY,
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        amount numeric NOT NULL,
        expires_at timestamptz NOT NULL,
        ${columns}
      );
      CREATE INDEX usage_reservations_lapsed ON usage_reservations (store_id, expires_at);
    `);
    await secureStoreTable(runner, 'usage_reservations');
    await runner.query(`
      CREATE TABLE usage_alerts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        period text NOT NULL CHECK (period IN ('day', 'month')),
        starts_on date NOT NULL,
        threshold numeric NOT NULL,
        spent numeric NOT NULL,
        amount numeric NOT NULL,
        currency text NOT NULL,
        ${columns},
        UNIQUE (store_id, period, starts_on, threshold)
      );
    `);
    await secureStoreTable(runner, 'usage_alerts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE usage_alerts; DROP TABLE usage_reservations; DROP TABLE usage_budgets;
      DROP TABLE usage_entries;
    `);
  }
}
