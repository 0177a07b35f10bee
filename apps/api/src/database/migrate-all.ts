import { agentMigrations } from '@app/agent';
import { knowledgeMigrations } from '@app/knowledge';
import { migrateDatabase, type TenancyConfig, tenancyMigrations } from '@app/tenancy';

/** Runs the migrations of all rooms that have not run yet, in the order of their moments; returns their names. */
export const migrate = (config: TenancyConfig): Promise<string[]> =>
  migrateDatabase(config, [...tenancyMigrations, ...knowledgeMigrations, ...agentMigrations]);
