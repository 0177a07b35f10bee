import { holdSql, secureStoreTable } from '@app/tenancy';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What shoppers asked to be shown of themselves. The webhook that asked tells one request from another. */
export class CreatePrivacyRequests1767001210000 implements MigrationInterface {
  name = 'CreatePrivacyRequests1767001210000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE privacy_requests (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        store_id uuid NOT NULL REFERENCES stores (id) DEFERRABLE,
        webhook_id text NOT NULL,
        data_request_id text,
        sealed_names bytea,
        name_hashes text[],
        due_at timestamptz NOT NULL,
        fulfilled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (store_id, webhook_id)
      );
      CREATE INDEX privacy_requests_list ON privacy_requests (store_id, created_at, id);
      CREATE INDEX privacy_requests_due ON privacy_requests (store_id, due_at) WHERE sealed_names IS NOT NULL;
    `);
    await secureStoreTable(runner, 'privacy_requests');
    await runner.query(holdSql('privacy_requests'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE privacy_requests');
  }
}
