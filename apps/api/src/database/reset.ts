import { dataSourceOptions, queueSchema, readTenancyConfig } from '@app/tenancy';
import { DataSource } from 'typeorm';

import { migrate } from './migrate-all.js';

/** For `npm run db:reset`, which asked before: drops every table, as the owner, and migrates anew. Roles stay. */
async function main(): Promise<void> {
  const config = readTenancyConfig();
  const source = new DataSource({
    ...dataSourceOptions({ ...config, databasePoolSize: 2 }, { ownerUrl: config.databaseOwnerUrl }),
  });
  await source.initialize();
  try {
    await source.dropDatabase();
    await source.query(`DROP SCHEMA IF EXISTS ${queueSchema} CASCADE`);
  } finally {
    await source.destroy();
  }
  const done = await migrate(config);
  process.stdout.write(`Dropped every table. Migrated: ${done.join(', ')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`Reset failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exitCode = 1;
});
