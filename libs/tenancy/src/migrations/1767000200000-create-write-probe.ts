import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row that is written to see whether the database can be written to. Of no store; closed to the runtime. */
export class CreateWriteProbe1767000200000 implements MigrationInterface {
  name = 'CreateWriteProbe1767000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE write_probe (
        id smallint PRIMARY KEY CHECK (id = 1),
        written_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO write_probe (id) VALUES (1);
      GRANT SELECT, UPDATE ON write_probe TO storehand_platform`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE write_probe');
  }
}
