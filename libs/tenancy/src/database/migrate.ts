import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

import type { TenancyConfig } from '../config/tenancy.config.js';
import { queueSchema } from '../jobs/server/queue-connection.js';
import { dataSourceOptions } from './connections/data-source-options.js';
import { queueRole } from './roles.js';

type MigrationClass = new () => MigrationInterface;

/**
 * Brings the database up to date as its owner: our tables, then BullMQ's where jobs wait in PostgreSQL. Safe to repeat;
 * each migration is one transaction. Returns the names of the migrations that ran.
 */
export async function migrateDatabase(
  config: TenancyConfig,
  migrations: readonly MigrationClass[],
  { hasQueue = !config.redisUrl } = {},
): Promise<string[]> {
  const ownerUrl = config.databaseOwnerUrl;
  const source = new DataSource({
    ...dataSourceOptions({ ...config, databasePoolSize: 2 }, { ownerUrl }),
    migrations: [...migrations],
    migrationsTableName: 'storehand_migrations',
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    const done = await source.runMigrations();
    if (hasQueue) await migrateQueue(config, ownerUrl);
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

async function migrateQueue({ database }: TenancyConfig, ownerUrl?: string): Promise<void> {
  const client = new pg.Client(
    database.kind === 'embedded'
      ? { host: database.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
      : { connectionString: ownerUrl ?? database.url },
  );
  await client.connect();
  try {
    await runMigrations(client, queueSchema);
    // BullMQ makes a sequence per queue at run time, hence CREATE
    await client.query(`
      GRANT USAGE, CREATE ON SCHEMA ${queueSchema} TO ${queueRole};
      GRANT ALL ON ALL TABLES IN SCHEMA ${queueSchema} TO ${queueRole};
      GRANT ALL ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO ${queueRole};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO ${queueRole};
    `);
  } finally {
    await client.end();
  }
}
