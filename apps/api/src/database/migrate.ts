import { readTenancyConfig, type TenancyConfig } from '@app/tenancy';

import { migrate } from './migrate-all.js';

/** `npm run db:migrate`: brings the database up to date as its owner (DATABASE_OWNER_URL), then ends. */
async function main(): Promise<void> {
  const config = readTenancyConfig();
  const done = await migrate(config).catch((error: unknown) => {
    throw new Error(`${messageOf(error)}. ${loginOf(config)}`);
  });
  process.stdout.write(
    done.length > 0 ? `Migrated: ${done.join(', ')}\n` : 'Already up to date.\n',
  );
}

/** Whom to suspect when the database refuses: its owner migrates, and the login of the apps may not. */
function loginOf({ database, databaseOwnerUrl }: TenancyConfig): string {
  if (database.kind === 'embedded') return 'It is the embedded database.';
  return databaseOwnerUrl
    ? 'DATABASE_OWNER_URL must be a login of the owner of the database.'
    : 'DATABASE_OWNER_URL is not set, so DATABASE_URL was used: set it to a login of the owner of the database.';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');

main().catch((error: unknown) => {
  process.stderr.write(`Migration failed: ${messageOf(error)}\n`);
  process.exitCode = 1;
});
