import type { ConnectionOptions, QueueOptions } from 'bullmq';
import { createPostgresBackend, setDefaultBackendFactory } from 'bullmq';
import pg from 'pg';

import type { TenancyConfig } from '../../config/tenancy.config.js';
import { queueRole } from '../../database/roles.js';

/** The PostgreSQL schema of BullMQ's own tables, migrated with ours. */
export const queueSchema = 'bullmq';

/** Two for queries, and one that each worker of a process keeps for listening. */
const poolSize = 10;

/** BullMQ's own pauses grow to 20 s: so long a Redis that is back for long would be called away. */
const longestPauseMs = 1_000;
/** A worker waits up to 10 s in one command; a connection that is silent for longer is dead, as after a network was cut. */
const silentMs = 15_000;

type QueuePlace = Pick<TenancyConfig, 'database' | 'redisUrl' | 'queuePrefix'>;

/**
 * Where jobs wait: Redis when REDIS_URL is set, else BullMQ's PostgreSQL backend in the same database. `@nestjs/bullmq`
 * knows no backends, so the second sets BullMQ's process-wide factory before any queue is built.
 */
export function queueConnection(config: QueuePlace): QueueOptions {
  if (config.redisUrl) {
    // BullMQ blocks on its own connections, so it must be the one to decide about retries
    const connection = {
      url: config.redisUrl,
      maxRetriesPerRequest: null,
      retryStrategy: (times: number) => Math.min(times * 100, longestPauseMs),
      socketTimeout: silentMs,
    };
    return { connection, prefix: config.queuePrefix };
  }
  setDefaultBackendFactory(createPostgresBackend);
  return { connection: queuePool(config) as unknown as ConnectionOptions };
}

/**
 * BullMQ's ESM build cannot load `pg` itself, so it gets a pool, and does not close it; `allowExitOnIdle` lets the
 * process end all the same. The embedded database ignores `options` and has its search path set at its start.
 */
function queuePool({ database }: QueuePlace): pg.Pool {
  const target =
    database.kind === 'embedded'
      ? { host: database.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
      : {
          connectionString: database.url,
          options: `-c role=${queueRole} -c search_path=${queueSchema}`,
        };
  const pool = new pg.Pool({ ...target, max: poolSize, allowExitOnIdle: true });
  // an idle connection that breaks is replaced at the next use; without a listener it would end the process
  pool.on('error', () => undefined);
  return pool;
}
