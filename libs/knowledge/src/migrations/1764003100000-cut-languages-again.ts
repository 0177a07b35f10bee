import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ten languages are known that were "other" until now. The next ingest of a store cuts the pages of those again, which
 * finds out their language and embeds nothing; until then their words are found as they are written.
 */
export class CutLanguagesAgain1764003100000 implements MigrationInterface {
  name = 'CutLanguagesAgain1764003100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE pages NO FORCE ROW LEVEL SECURITY;
      UPDATE pages SET indexed_at = NULL WHERE language = 'other' AND died_release IS NULL;
      ALTER TABLE pages FORCE ROW LEVEL SECURITY;
    `);
  }

  /** Releases that were indexed in them are read as before, by the words that no stemmer changes. */
  async down(): Promise<void> {}
}
