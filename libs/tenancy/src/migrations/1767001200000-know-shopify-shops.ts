import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which shop of Shopify a store is, which request an erasure was asked for by, and Shopify as one whom the audit tells of. */
export class KnowShopifyShops1767001200000 implements MigrationInterface {
  name = 'KnowShopifyShops1767001200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stores ADD COLUMN shopify_domain text;
      CREATE UNIQUE INDEX stores_shopify_domain_key ON stores (shopify_domain);
      ALTER TABLE erasure_receipts ADD COLUMN asked_by text;
      ALTER TABLE audit_entries DROP CONSTRAINT audit_entries_actor_kind_check;
      ALTER TABLE audit_entries ADD CONSTRAINT audit_entries_actor_kind_check
        CHECK (actor_kind IN ('admin', 'store', 'widget', 'session', 'shopify', 'system', 'unknown')) NOT VALID;
    `);
  }

  /** The audit goes on knowing Shopify, whose entries stay. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stores DROP COLUMN shopify_domain;
      ALTER TABLE erasure_receipts DROP COLUMN asked_by;
    `);
  }
}
