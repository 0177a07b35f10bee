import { runMigrations } from 'bullmq';
import pg from 'pg';
import { DataSource, MigrationExecutor, type MigrationInterface } from 'typeorm';

import type { TenancyConfig } from '../config/tenancy.config.js';
import { queueSchema } from '../jobs/server/queue-connection.js';
import { dataSourceOptions } from './connections/data-source-options.js';
import { inMigrationTurn, migrationLockTimeoutMs, untilLocked } from './migration-turn.js';
import { platformRole, queueRole } from './roles.js';

type MigrationClass = new () => MigrationInterface;

/**
 * Brings the database up to date as its owner: our tables, then BullMQ's where jobs wait in PostgreSQL. Safe to repeat, and
 * for several processes at once, of which one does it; each migration is one transaction (or may be repeated by itself)
 * that waits a second for a lock at most, so that what is served meanwhile never waits longer. Returns the names of the
 * migrations that ran.
 */
export async function migrateDatabase(
  config: TenancyConfig,
  migrations: readonly MigrationClass[],
  { hasQueue = !config.redisUrl } = {},
): Promise<string[]> {
  const client = new pg.Client(ownerConnection(config));
  // a connection that breaks ends the statement that is under way, which tells of it
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await inMigrationTurn(client, async () => {
      const done = await migrateTables(config, migrations);
      if (hasQueue) await migrateQueue(client);
      await letVacuum(client);
      return done;
    });
  } finally {
    await client.end();
  }
}

function ownerConnection({ database, databaseOwnerUrl }: TenancyConfig): pg.ClientConfig {
  return database.kind === 'embedded'
    ? { host: database.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
    : { connectionString: databaseOwnerUrl ?? database.url };
}

async function migrateTables(
  config: TenancyConfig,
  migrations: readonly MigrationClass[],
): Promise<string[]> {
  const options = dataSourceOptions(
    { ...config, databasePoolSize: 2 },
    { ownerUrl: config.databaseOwnerUrl },
  );
  const source = new DataSource({
    ...options,
    extra: { ...options.extra, lock_timeout: migrationLockTimeoutMs },
    migrations: [...migrations],
    migrationsTableName: 'storehand_migrations',
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    const pending = await new MigrationExecutor(source).getPendingMigrations();
    await untilLocked(() => source.runMigrations());
    return pending.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

/** PostgreSQL 17 and later can let others than the owner vacuum, so that what was erased leaves its tables at once. */
async function letVacuum(client: pg.Client): Promise<void> {
  await client.query(`
    DO $$ DECLARE place text; BEGIN
      IF current_setting('server_version_num')::integer < 170000 THEN RETURN; END IF;
      FOR place IN SELECT nspname FROM pg_namespace WHERE nspname IN ('public', '${queueSchema}') LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO ${platformRole}', place);
        EXECUTE format('GRANT MAINTAIN ON ALL TABLES IN SCHEMA %I TO ${platformRole}', place);
      END LOOP;
    END $$`);
}

async function migrateQueue(client: pg.Client): Promise<void> {
  await runMigrations(client, queueSchema);
  // BullMQ makes a sequence per queue at run time, hence CREATE
  await client.query(`
    GRANT USAGE, CREATE ON SCHEMA ${queueSchema} TO ${queueRole};
    GRANT ALL ON ALL TABLES IN SCHEMA ${queueSchema} TO ${queueRole};
    GRANT ALL ON ALL SEQUENCES IN SCHEMA ${queueSchema} TO ${queueRole};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${queueSchema} TO ${queueRole};
  `);
}
