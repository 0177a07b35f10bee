import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the next crawl needs to ask whether a page has changed, and to go on from it where it has not. */
export class RememberReads1764001000000 implements MigrationInterface {
  name = 'RememberReads1764001000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pages
        ADD COLUMN etag text,
        ADD COLUMN last_modified text,
        ADD COLUMN links text[] NOT NULL DEFAULT '{}',
        ADD COLUMN canonical_url text,
        ADD COLUMN extraction_version integer NOT NULL DEFAULT 0,
        ADD COLUMN missed_by uuid`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pages DROP COLUMN etag, DROP COLUMN last_modified, DROP COLUMN links,
        DROP COLUMN canonical_url, DROP COLUMN extraction_version, DROP COLUMN missed_by`);
  }
}
