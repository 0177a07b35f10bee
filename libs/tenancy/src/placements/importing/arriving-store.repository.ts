import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { Databases } from '../../database/connections/databases.js';
import { asMover, asPlatform } from '../../database/roles.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { shopifyDomainKey } from '../../stores/shopify-shops.js';
import type { Store } from '../../stores/store.entity.js';
import { domainTaken, shopifyDomainTaken, storeExists } from '../../tenancy.errors.js';
import { capsuleBusy, capsuleKeysTaken } from '../capsules/capsule.errors.js';

/** Who imports a store says so more often than this; after it another may go on. */
const claimLastsSeconds = 15;
/** After its last progress nobody is taken to repeat an import any more. */
const leftAfterDays = 1;

/** What the settings of a store that arrives say until it is whole. */
export interface Claim {
  /** The checksum of the capsule that it comes from. */
  capsule: string;
  placement: string;
  holder: string;
}

type StoreNames = Pick<Store, 'domain' | 'shopifyDomain'>;

/** An import that was not repeated. */
export interface LeftStore {
  storeId: string;
  claim: Claim;
}

/** What the directory is to have of a store. */
export interface DirectoryRows {
  /** The row of the capsule, and what is to be otherwise in it. */
  row: string;
  changes: Record<string, unknown>;
  columns: readonly string[];
  /** As one JSON array. */
  keys: string;
  keyColumns: readonly string[];
}

/**
 * The row of a store that is being imported: it holds its place in the shared database while nobody finds it, and says whose
 * work that is, so that a second try goes on with the first. It looks across stores for what only one may have.
 */
@Injectable()
export class ArrivingStoreRepository {
  constructor(private readonly databases: Databases) {}

  /** Throws TENANCY_DOMAIN_TAKEN, TENANCY_SHOPIFY_DOMAIN_TAKEN and TENANCY_CAPSULE_KEYS_TAKEN. */
  async expectFree(
    { storeId }: StoreScope,
    { domain, shopifyDomain }: StoreNames,
    { keys }: Pick<DirectoryRows, 'keys'>,
  ): Promise<void> {
    const [taken] = (await this.databases.shared.alone(asPlatform, {
      text: `SELECT EXISTS (SELECT FROM stores WHERE lower(domain) = lower($2) AND id <> $1) AS domain,
               EXISTS (SELECT FROM stores WHERE shopify_domain = $4 AND id <> $1) AS shop,
               EXISTS (SELECT FROM api_keys k, jsonb_populate_recordset(NULL::api_keys, $3::jsonb) g
                       WHERE k.store_id <> $1 AND (k.key_hash = g.key_hash OR k.id = g.id)) AS keys`,
      values: [storeId, domain, keys, shopifyDomain],
      isKept: false,
    })) as { domain: boolean; shop: boolean; keys: boolean }[];
    if (taken?.domain) throw domainTaken(domain ?? '');
    if (taken?.shop) throw shopifyDomainTaken(shopifyDomain ?? '');
    if (taken?.keys) throw capsuleKeysTaken();
  }

  /**
   * Makes the store's place or takes over one that nobody works at. Returns what was claimed there, which may be another
   * capsule's. Throws TENANCY_STORE_EXISTS and TENANCY_CAPSULE_BUSY.
   */
  async claim(scope: StoreScope, claim: Claim): Promise<Claim> {
    const [found] = await this.rows<{ claim: Claim }>(
      scope,
      `INSERT INTO stores AS s (id, name, is_active, placement, settings)
       VALUES ($1, 'arriving', false, 'arriving', $2::jsonb || ${worksNow})
       ON CONFLICT (id) DO UPDATE SET settings = s.settings || ${worksNow} || jsonb_build_object('holder', $3::text)
         WHERE s.id = $1 AND s.placement = 'arriving'
           AND (s.settings ->> 'beat_at')::timestamptz < now() - make_interval(secs => ${claimLastsSeconds})
       RETURNING s.settings AS claim`,
      [JSON.stringify(claim), claim.holder],
    );
    if (found) return found.claim;
    const [known] = await this.rows<{ placement: string }>(
      scope,
      `SELECT placement FROM stores WHERE id = $1`,
    );
    throw known?.placement === 'arriving' ? capsuleBusy(scope.storeId) : storeExists(scope.storeId);
  }

  /** Says that the work goes on, and of what. Throws TENANCY_CAPSULE_BUSY where another has taken it over. */
  async hold(scope: StoreScope, claim: Claim): Promise<void> {
    const found = await this.rows(
      scope,
      `UPDATE stores SET settings = settings || $2::jsonb || ${worksNow}
       WHERE id = $1 AND placement = 'arriving' AND settings ->> 'holder' = $3 RETURNING id`,
      [JSON.stringify(claim), claim.holder],
    );
    if (found.length === 0) throw capsuleBusy(scope.storeId);
  }

  /** For another to go on with at once. */
  async letGo(scope: StoreScope, { holder }: Claim): Promise<void> {
    await this.rows(
      scope,
      `UPDATE stores SET settings = settings || '{"beat_at": "-infinity"}'
       WHERE id = $1 AND placement = 'arriving' AND settings ->> 'holder' = $2 RETURNING id`,
      [holder],
    );
  }

  /** One that nobody has gone on with for a day: it is the holder's, for as long as it says so. */
  async claimLeft(holder: string): Promise<LeftStore | null> {
    const [left] = (await this.databases.shared.alone(asPlatform, {
      text: `UPDATE stores SET settings = settings || jsonb_build_object('holder', $1::text, 'beat_at', now())
             WHERE id = (
               SELECT id FROM stores WHERE placement = 'arriving' AND ${isLeft}
               ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING id AS "storeId", settings AS claim`,
      values: [holder],
      isKept: false,
    })) as LeftStore[];
    return left ?? null;
  }

  /** Says that it is still being removed. Throws TENANCY_CAPSULE_BUSY where another has taken it over. */
  async holdLeft(scope: StoreScope, { holder }: Claim): Promise<void> {
    const found = await this.rows(
      scope,
      `UPDATE stores SET settings = settings || jsonb_build_object('beat_at', now())
       WHERE id = $1 AND placement = 'arriving' AND settings ->> 'holder' = $2 RETURNING id`,
      [holder],
    );
    if (found.length === 0) throw capsuleBusy(scope.storeId);
  }

  /** Its place in the directory, the last of it. */
  async remove(scope: StoreScope, { holder }: Claim): Promise<void> {
    await this.rows(
      scope,
      `DELETE FROM stores WHERE id = $1 AND placement = 'arriving' AND settings ->> 'holder' = $2 RETURNING id`,
      [holder],
    );
  }

  /** What its rows refer to, in a database that is not the directory's. */
  async putCopy(database: Database, scope: StoreScope): Promise<void> {
    if (database === this.databases.shared) return;
    await this.rowsIn(
      database,
      scope,
      `INSERT INTO stores AS s (id, name, is_active) VALUES ($1, 'arriving', false)
       ON CONFLICT (id) DO UPDATE SET is_active = false WHERE s.id = $1`,
    );
  }

  async removeCopy(database: Database, scope: StoreScope): Promise<void> {
    if (database === this.databases.shared) return;
    await this.rowsIn(
      database,
      scope,
      `DELETE FROM stores WHERE id = $1
         AND EXISTS (SELECT FROM store_holds WHERE store_id = $1 AND reason = 'arriving')`,
    );
  }

  /** All columns as they are to be. */
  async fillCopy(database: Database, scope: StoreScope, whole: DirectoryRows): Promise<void> {
    if (database === this.databases.shared) return;
    const { row, changes, columns } = whole;
    await this.rowsIn(database, scope, fillSql(columns), [row, JSON.stringify(changes)]);
  }

  async setLive(database: Database, scope: StoreScope, release: number | null): Promise<void> {
    await this.rowsIn(database, scope, `UPDATE stores SET live_release = $2 WHERE id = $1`, [
      release,
    ]);
  }

  /**
   * From here on the store is there: its row, its keys and, where it lives in the shared database, its rows, all at once.
   * Throws what `claim` and `expectFree` throw where somebody was faster.
   */
  async open(scope: StoreScope, whole: DirectoryRows, { holder }: Claim): Promise<void> {
    const { row, changes, columns, keys, keyColumns } = whole;
    const own = [scope.storeId];
    const names = namesOf(whole);
    const lives = changes['placement'] === this.databases.shared.name;
    const filled = `${fillSql(columns)} AND placement = 'arriving' AND settings ->> 'holder' = $4 RETURNING id`;
    const listed = keyColumns.map((column) => `"${column}"`).join(', ');
    await this.databases.shared
      .begin(asMover(scope), async (begun) => {
        const ask = (text: string, values: unknown[]) =>
          begun.rows({ text, values, isKept: false });
        const found = await ask(filled, [...own, row, JSON.stringify(changes), holder]);
        if (found.length === 0) throw capsuleBusy(scope.storeId);
        await ask(
          `INSERT INTO api_keys (${listed}) SELECT ${listed}
           FROM jsonb_populate_recordset(NULL::api_keys, $2::jsonb) given WHERE given.store_id = $1`,
          [...own, keys],
        );
        if (lives) await ask(`DELETE FROM store_holds WHERE store_id = $1`, own);
      })
      .catch((error: unknown) => {
        throw taken(error, names);
      });
  }

  private rows<T>(scope: StoreScope, text: string, params: unknown[] = []): Promise<T[]> {
    return this.rowsIn(this.databases.shared, scope, text, params);
  }

  private async rowsIn<T>(
    database: Database,
    scope: StoreScope,
    text: string,
    params: unknown[] = [],
  ): Promise<T[]> {
    const values = [scope.storeId, ...params];
    return (await database.alone(asMover(scope), { text, values, isKept: false })) as T[];
  }
}

/** The names that only one store may have, as it is to have them. */
export const namesOf = ({ row, changes }: DirectoryRows): StoreNames => {
  const { domain, shopify_domain: shopifyDomain } = {
    ...(JSON.parse(row) as object),
    ...changes,
  } as { domain: string | null; shopify_domain: string | null };
  return { domain, shopifyDomain };
};

/** Somebody holds it, and gets on with it. */
const worksNow = `jsonb_build_object('beat_at', now(), 'worked_at', now())`;

/** Of one that arrives alone: what is in the settings of others is theirs, and may be no time. */
const isLeft = `CASE placement WHEN 'arriving' THEN
  (settings ->> 'beat_at')::timestamptz < now() - make_interval(secs => ${claimLastsSeconds})
  AND coalesce((settings ->> 'worked_at')::timestamptz, created_at) < now() - make_interval(days => ${leftAfterDays}) END`;

/** $2 the row as JSON, $3 what is to be otherwise in it. */
function fillSql(columns: readonly string[]): string {
  const listed = columns.map((column) => `"${column}"`).join(', ');
  return `UPDATE stores SET (${listed}) = (
            SELECT ${listed} FROM jsonb_populate_record(NULL::stores, $2::jsonb || $3::jsonb))
          WHERE id = $1`;
}

function taken(error: unknown, { domain, shopifyDomain }: StoreNames): unknown {
  const { code, constraint = '' } = ((error as { driverError?: unknown } | null)?.driverError ??
    {}) as { code?: string; constraint?: string };
  if (code !== '23505') return error;
  if (constraint.startsWith('api_keys')) return capsuleKeysTaken();
  return constraint === shopifyDomainKey
    ? shopifyDomainTaken(shopifyDomain ?? '')
    : domainTaken(domain ?? '');
}
