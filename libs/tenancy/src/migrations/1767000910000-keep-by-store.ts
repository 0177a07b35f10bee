import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a store keeps what, in days; what it does not name is as the deployment has it. */
export class KeepByStore1767000910000 implements MigrationInterface {
  name = 'KeepByStore1767000910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE stores ADD COLUMN retention jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stores DROP COLUMN retention');
  }
}
