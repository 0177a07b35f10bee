import type { MigrationInterface, QueryRunner } from 'typeorm';

const kinds = (names: string) =>
  `DROP CONSTRAINT ingests_kind_check, ADD CONSTRAINT ingests_kind_check CHECK (kind IN (${names}))`;

/** What of a source is read and when, as its ingests took it along, and sources that are gone. */
export class RuleSources1764000400000 implements MigrationInterface {
  name = 'RuleSources1764000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sources ADD name text, ADD rules jsonb NOT NULL DEFAULT '{}',
        ADD every_hours integer CHECK (every_hours > 0), ADD next_crawl_at timestamptz,
        ADD removed_at timestamptz;
      CREATE INDEX sources_due ON sources (store_id, next_crawl_at) WHERE next_crawl_at IS NOT NULL;
      ALTER TABLE ingests ADD rules jsonb NOT NULL DEFAULT '{}',
        ${kinds(`'crawl', 'import', 'refresh', 'removal', 'reindex'`)}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ingests DROP rules, ${kinds(`'crawl', 'import', 'refresh', 'reindex'`)};
      DROP INDEX sources_due;
      ALTER TABLE sources DROP name, DROP rules, DROP every_hours, DROP next_crawl_at, DROP removed_at`);
  }
}
