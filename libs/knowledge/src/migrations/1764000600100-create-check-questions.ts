import { secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a store wants its releases to be able to answer. */
export class CreateCheckQuestions1764000600100 implements MigrationInterface {
  name = 'CreateCheckQuestions1764000600100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE check_questions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        question text NOT NULL,
        expected_url text,
        expected_text text,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX check_questions_listed ON check_questions (store_id, created_at, id);
    `);
    await secureStoreTable(runner, 'check_questions');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE check_questions');
  }
}
