import type { MigrationInterface, QueryRunner } from 'typeorm';

import { platformRole } from '../database/roles.js';

/**
 * What was erased, and what still is to be: of no store, since it outlives the store, and without anything personal, a shopper
 * stands in it as a keyed hash. Closed to the runtime; nobody may remove a row.
 */
export class CreateErasures1767000710000 implements MigrationInterface {
  name = 'CreateErasures1767000710000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasure_receipts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind text NOT NULL CHECK (kind IN ('store', 'shopper')),
        erased_store uuid NOT NULL,
        shopper_hash text,
        sealed_shopper bytea,
        places jsonb NOT NULL DEFAULT '{}',
        started_at timestamptz NOT NULL DEFAULT now(),
        worked_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        signature text,
        CHECK ((kind = 'shopper') = (shopper_hash IS NOT NULL)),
        CHECK ((kind = 'shopper' AND finished_at IS NULL) = (sealed_shopper IS NOT NULL))
      );
      CREATE UNIQUE INDEX erasure_receipts_running
        ON erasure_receipts (erased_store, coalesce(shopper_hash, '')) WHERE finished_at IS NULL;
      CREATE INDEX erasure_receipts_time ON erasure_receipts (started_at, id);
      GRANT SELECT, INSERT, UPDATE ON erasure_receipts TO ${platformRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE erasure_receipts');
  }
}
