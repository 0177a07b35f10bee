import type { MigrationInterface, QueryRunner } from 'typeorm';

import { platformRole } from '../database/roles.js';

/**
 * What an operator allows a store, and the counters of requests where there is no Redis: unlogged, since they are over
 * after their window, and of no store, since addresses and keys are counted before one is known.
 */
export class CreateLimits1767000001000 implements MigrationInterface {
  name = 'CreateLimits1767000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stores ADD COLUMN limits jsonb NOT NULL DEFAULT '{}';
      CREATE UNLOGGED TABLE limit_counts (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON limit_counts TO ${platformRole};
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE limit_counts; ALTER TABLE stores DROP COLUMN limits;');
  }
}
