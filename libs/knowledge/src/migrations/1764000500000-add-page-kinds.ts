import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a page is for and what it sells, beside its text. */
export class AddPageKinds1764000500000 implements MigrationInterface {
  name = 'AddPageKinds1764000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pages
        ADD COLUMN kind text NOT NULL DEFAULT 'page' CONSTRAINT pages_kind CHECK (kind IN
          ('page', 'product', 'collection', 'faq', 'policy', 'article', 'contact', 'file', 'snippet')),
        ADD COLUMN products jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE pages DROP COLUMN kind, DROP COLUMN products');
  }
}
