import type { ConnectionOptions, QueueOptions } from 'bullmq';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import { Redis } from 'ioredis';

import type { TenancyConfig } from '../config/tenancy.config.js';
import { queueRole } from '../database/store-connections.js';

/** The PostgreSQL schema of BullMQ's own tables, migrated with ours. */
export const queueSchema = 'bullmq';

/**
 * Where jobs wait: Redis when REDIS_URL is set, else BullMQ's PostgreSQL backend in the same database. `@nestjs/bullmq`
 * knows no backends, so the second sets BullMQ's process-wide factory before any queue is built.
 */
export function queueConnection(
  config: Pick<TenancyConfig, 'database' | 'redisUrl' | 'queuePrefix'>,
): QueueOptions {
  if (config.redisUrl) {
    // BullMQ blocks on its own connections, so it must be the one to decide about retries
    const connection = new Redis(config.redisUrl, { maxRetriesPerRequest: null, lazyConnect: true });
    return { connection, prefix: config.queuePrefix };
  }
  setDefaultBackendFactory(createPostgresBackend);
  const target =
    config.database.kind === 'embedded'
      ? { host: config.database.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
      : { connectionString: config.database.url, options: `-c role=${queueRole}` };
  const connection = { ...target, schema: queueSchema, max: 4 };
  return { connection: connection as unknown as ConnectionOptions };
}
