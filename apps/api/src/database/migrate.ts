import { readTenancyConfig } from '@app/tenancy';

import { migrate } from './migrate-all.js';

/** `npm run db:migrate`: brings the database up to date as its owner (DATABASE_OWNER_URL), then ends. */
async function main(): Promise<void> {
  const done = await migrate(readTenancyConfig());
  process.stdout.write(
    done.length > 0 ? `Migrated: ${done.join(', ')}\n` : 'Already up to date.\n',
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`Migration failed: ${error instanceof Error ? error.message : 'unknown'}\n`);
  process.exitCode = 1;
});
