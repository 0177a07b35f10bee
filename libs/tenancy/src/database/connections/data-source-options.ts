import type { Socket } from 'node:net';

import type { DataSourceOptions } from 'typeorm';

import type { TenancyConfig } from '../../config/tenancy.config.js';

/** A name that shows in pg_stat_activity who holds a connection. */
const applicationName = 'storehand';

interface ConnectionOptions {
  /** Migrations use the owner's. */
  ownerUrl?: string;
  /** Makes the socket of each connection; left out, the driver does. */
  socket?: () => Socket;
}

/** Connection settings of the runtime for either database. */
export function dataSourceOptions(
  { database, databasePoolSize }: Pick<TenancyConfig, 'database' | 'databasePoolSize'>,
  { ownerUrl, socket }: ConnectionOptions = {},
): DataSourceOptions & { type: 'postgres' } {
  return {
    type: 'postgres',
    ...(database.kind === 'embedded'
      ? { host: database.socketDir, port: 5432, username: 'postgres', database: 'postgres' }
      : { url: ownerUrl ?? database.url }),
    applicationName,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    synchronize: false,
    poolSize: databasePoolSize,
    // wait this long for a free connection before telling the caller that the database is busy; a statement does not wait
    // for the answer to the one before it
    extra: {
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      pipeline: true,
      ...(socket && { stream: socket }),
    },
  };
}
