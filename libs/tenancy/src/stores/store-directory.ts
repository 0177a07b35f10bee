import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';
import { sharedPlacement } from '../placements/placement-locations.js';
import { decodeCursor, type ListSlice, toSlice } from './list-cursor.js';
import { ShortMemory } from './short-memory.js';
import type { ShownStore } from './store.entity.js';

/** Of RFC 1035; a longer one is cut, so that its end is still looked at and the work stays small. */
const longestHostName = 253;

type StoreRow = ShownStore & { cursorTime: string };

const columns = `id, name, domain, platform, shopify_domain AS "shopifyDomain", is_active AS "isActive", settings,
  placement, live_release AS "liveRelease", created_at AS "createdAt", updated_at AS "updatedAt",
  created_at::text AS "cursorTime"`;

/**
 * Finds stores before a scope exists: for the guard, the job runner and an admin's list, which is why it may look across
 * stores. One that is being imported is not there yet; it is switched off and has no domain.
 */
@Injectable()
export class StoreDirectory {
  private readonly ofHosts = new ShortMemory<string | null>();

  constructor(private readonly platform: PlatformRepository) {}

  async exists(storeId: string): Promise<boolean> {
    const rows = await this.platform.rows(
      `SELECT id FROM stores WHERE id = $1 AND placement <> 'arriving'`,
      [storeId],
    );
    return rows.length > 0;
  }

  /** Jobs of a store that was switched off or deleted must not run. */
  async isActive(storeId: string): Promise<boolean> {
    const rows = await this.platform.rows(`SELECT id FROM stores WHERE id = $1 AND is_active`, [
      storeId,
    ]);
    return rows.length > 0;
  }

  /** The store whose domain a host is, or is a subdomain of; the longest domain wins. At most a second old. */
  findByHost(host: string): Promise<string | null> {
    const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '').slice(-longestHostName);
    return this.ofHosts.get(name, () => this.lookUpHost(name.split('.')));
  }

  private async lookUpHost(labels: readonly string[]): Promise<string | null> {
    const candidates = labels.map((_, i) => labels.slice(i).join('.'));
    const [row] = await this.platform.rows<{ id: string }>(
      `SELECT id FROM stores WHERE lower(domain) = ANY($1) ORDER BY length(domain) DESC LIMIT 1`,
      [candidates],
    );
    return row?.id ?? null;
  }

  /** Those whose name or domain contains `search`. Those of the isolation check are left out unless they are asked for. */
  async list(
    cursor: string | undefined,
    limit: number,
    { search, withSynthetic = false }: { search?: string; withSynthetic?: boolean } = {},
  ): Promise<ListSlice<StoreRow>> {
    const after = cursor === undefined ? null : decodeCursor(cursor);
    const rows = await this.platform.rows<StoreRow>(
      `SELECT ${columns} FROM stores
       WHERE ($1::timestamptz IS NULL OR (created_at, id) > ($1::timestamptz, $2::uuid))
         AND ($4 OR NOT is_synthetic) AND placement <> 'arriving'
         AND ($5::text IS NULL OR strpos(lower(name), lower($5)) > 0 OR strpos(lower(domain), lower($5)) > 0)
       ORDER BY created_at, id LIMIT $3`,
      [after?.createdAt ?? null, after?.id ?? null, limit + 1, withSynthetic, search ?? null],
    );
    await this.addLive(rows);
    return toSlice(rows, limit);
  }

  /** What is live is known where a store lives; null while that database is away. */
  private async addLive(stores: StoreRow[]): Promise<void> {
    const apart = stores.filter(({ placement }) => placement !== sharedPlacement);
    if (apart.length === 0) return;
    const found = await this.platform.everywhere<{ name: string; live: number | null }>(
      `SELECT id || ' ' || placement AS name, live_release AS live FROM stores WHERE id = ANY ($1)`,
      [apart.map(({ id }) => id)],
    );
    // the shared database, which is asked first, names the placement, too, but does not know what is live there
    const live = new Map(found.map((row) => [row.name, row.live]));
    for (const store of apart)
      store.liveRelease = live.get(`${store.id} ${store.placement}`) ?? null;
  }
}
