import { Inject, Injectable, Logger } from '@nestjs/common';
import pg from 'pg';

import { TENANCY_CONFIG, type TenancyConfig } from '../config/tenancy.config.js';
import { type Erasure, isPlaceOfQueue, placeOfTable } from '../erasures/erasure.js';
import { queueSchema } from '../jobs/server/queue-connection.js';
import { sharedPlacement } from '../placements/placement-locations.js';
import type { DatabaseLocation } from './connections/database-location.js';
import { platformRole } from './roles.js';

/** Rows that others deleted meanwhile are dead as well, so a table in use is not looked at for ever. */
const tries = 3;
const pauseMs = 500;

/** BullMQ's tables that hold what names a store. */
const queueTables = ['job', 'job_log', 'event', 'dedup', 'dedup_next'];

/**
 * Takes dead tuples out of tables, which hold what was erased until then: as the owner where DATABASE_OWNER_URL is known, else
 * as a role that PostgreSQL 17 lets do it; where neither is, autovacuum does it later and the count says so. The embedded
 * database writes the files of tables anew that the erasure has named, so that the bytes are gone from them and from its
 * log as well: nobody else is served meanwhile.
 */
@Injectable()
export class TableVacuum {
  private readonly logger = new Logger(TableVacuum.name);

  constructor(@Inject(TENANCY_CONFIG) private readonly config: TenancyConfig) {}

  /** Returns how many dead tuples each table is left with, those of all stores; in the shared database and a placement. */
  async run(
    erasure: Erasure,
    tables: readonly string[],
    placement: string,
  ): Promise<Map<string, number>> {
    const dead = new Map<string, number>();
    for (const place of new Set([sharedPlacement, placement])) {
      for (const [table, count] of await this.runIn(placeOf(this.config, place), tables, erasure)) {
        dead.set(table, (dead.get(table) ?? 0) + count);
      }
    }
    return dead;
  }

  private async runIn(place: Place, tables: readonly string[], erasure: Erasure) {
    const client = await connect(place);
    try {
      if (place.database.kind === 'embedded') {
        await vacuumEmbedded(client, tables, await this.emptied(client, tables, erasure));
      } else await this.vacuum(client, tables);
      return await deadTuples(client, tables);
    } finally {
      await client.end();
    }
  }

  private async vacuum(client: pg.Client, tables: readonly string[]): Promise<void> {
    const all = [...tables, ...(await this.queueTables(client))];
    let wanted = all;
    for (let i = 0; i < tries && wanted.length > 0; i += 1) {
      if (i > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
      // its statistics hold samples of the rows, so they are taken anew
      for (const table of wanted) await client.query(`VACUUM (ANALYZE) ${table}`);
      const dead = await deadTuples(client, all);
      wanted = all.filter((table) => (dead.get(table) ?? 0) > 0);
    }
    if (wanted.length > 0)
      this.logger.log({ tables: wanted }, 'Dead tuples are left to autovacuum');
  }

  private async emptied(client: pg.Client, tables: readonly string[], { places }: Erasure) {
    const named = new Set(places.map(({ place }) => place));
    const queues = [...named].some(isPlaceOfQueue) ? await this.queueTables(client) : [];
    return [...tables.filter((table) => named.has(placeOfTable(table))), ...queues];
  }

  private async queueTables(client: pg.Client): Promise<string[]> {
    if (this.config.redisUrl) return [];
    const names = queueTables.map((name) => `${queueSchema}.${name}`);
    const { rows } = await client.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname || '.' || c.relname = ANY ($1)`,
      [names],
    );
    return rows.map(({ name }) => name);
  }
}

interface Place {
  database: DatabaseLocation;
  ownerUrl?: string;
}

function placeOf(config: TenancyConfig, placement: string): Place {
  const database = config.placements.get(placement);
  if (database === undefined)
    return { database: config.database, ownerUrl: config.databaseOwnerUrl };
  const owner = config.placementOwners.get(placement);
  return { database, ownerUrl: owner?.kind === 'services' ? owner.url : undefined };
}

async function connect({ database, ownerUrl }: Place): Promise<pg.Client> {
  const client = new pg.Client(
    database.kind === 'embedded'
      ? { host: database.socketDir, port: 5432, user: 'postgres', database: 'postgres' }
      : { connectionString: ownerUrl ?? database.url },
  );
  client.on('error', () => undefined);
  await client.connect();
  if (database.kind === 'services' && !ownerUrl) await client.query(`SET ROLE ${platformRole}`);
  return client;
}

async function vacuumEmbedded(
  client: pg.Client,
  tables: readonly string[],
  emptied: readonly string[],
): Promise<void> {
  // the one session tells of what it deleted later, which would count after its vacuum
  await client.query('SELECT pg_stat_force_next_flush()');
  for (const table of emptied) await client.query(`VACUUM FULL ${table}`);
  const dead = await deadTuples(client, tables);
  const wanted = tables.filter((table) => (dead.get(table) ?? 0) > 0);
  for (const table of new Set([...emptied, ...wanted])) await client.query(`VACUUM ${table}`);
  if (emptied.length > 0) await startNewLog(client);
}

/** A checkpoint keeps the part of the log before it, so there are two; parts that are used again would keep their bytes. */
async function startNewLog(client: pg.Client): Promise<void> {
  await client.query('SET wal_recycle = off');
  for (let i = 0; i < 2; i += 1) {
    await client.query('SELECT pg_switch_wal()');
    await client.query('CHECKPOINT');
  }
  await client.query('RESET wal_recycle');
}

async function deadTuples(
  client: pg.Client,
  tables: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await client.query<{ name: string; dead: number }>(
    `SELECT CASE schemaname WHEN 'public' THEN '' ELSE schemaname || '.' END || relname AS name,
       n_dead_tup::integer AS dead
     FROM pg_stat_all_tables
     WHERE CASE schemaname WHEN 'public' THEN '' ELSE schemaname || '.' END || relname = ANY ($1)`,
    [tables],
  );
  return new Map(rows.map(({ name, dead }) => [name, dead]));
}
