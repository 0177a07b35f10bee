import { agentMigrations } from '@app/agent';
import { knowledgeMigrations } from '@app/knowledge';
import { migrateDatabase, type TenancyConfig, tenancyMigrations } from '@app/tenancy';

const migrations = [...tenancyMigrations, ...knowledgeMigrations, ...agentMigrations];

/**
 * Runs the migrations of all rooms that have not run yet, in the order of their moments, in the shared database and then in
 * that of each placement; returns their names.
 */
export async function migrate(config: TenancyConfig): Promise<string[]> {
  const done = await migrateDatabase(config, migrations);
  for (const [name, place] of config.placements) {
    const database = config.placementOwners.get(name) ?? place;
    const databaseOwnerUrl = database.kind === 'services' ? database.url : undefined;
    const own = { ...config, database, databaseOwnerUrl };
    const names = await migrateDatabase(own, migrations, { hasQueue: false });
    done.push(...names.map((migration) => `${name}: ${migration}`));
  }
  return done;
}
