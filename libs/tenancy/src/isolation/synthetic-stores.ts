import { Injectable } from '@nestjs/common';

import { PlatformRepository } from '../database/platform.repository.js';

export interface SyntheticStore {
  id: string;
  name: string;
  /** What the isolation check wrote about it, once it holds all that is looked for; empty until then. */
  settings: Record<string, unknown>;
}

/**
 * The stores of the isolation check, over which no key of a shopper or merchant has power. It looks across stores since
 * that is what it is there to prove: what one has must stay as it is while the other's key is tried on it.
 */
@Injectable()
export class SyntheticStores {
  constructor(private readonly platform: PlatformRepository) {}

  list(): Promise<SyntheticStore[]> {
    return this.platform.rows<SyntheticStore>(
      `SELECT id, name, settings FROM stores WHERE is_synthetic ORDER BY created_at, id`,
    );
  }

  async create(name: string): Promise<string> {
    const [row] = await this.platform.rows<{ id: string }>(
      `INSERT INTO stores (name, is_synthetic) VALUES ($1, true) RETURNING id`,
      [name],
    );
    return (row as { id: string }).id;
  }

  async describe(id: string, settings: Record<string, unknown>): Promise<void> {
    await this.platform.rows(
      `UPDATE stores SET settings = $2, updated_at = now()
       WHERE id = $1 AND is_synthetic RETURNING id`,
      [id, JSON.stringify(settings)],
    );
  }

  /** Keys are made for each run and shown once, so those of earlier runs are of no use to anybody. */
  async forgetKeys(kept: readonly string[]): Promise<void> {
    await this.platform.rows(
      `DELETE FROM api_keys k USING stores s
       WHERE s.id = k.store_id AND s.is_synthetic AND NOT k.id = ANY ($1) RETURNING k.id`,
      [kept],
    );
  }

  /**
   * Per table how many rows a store has and what they hash to: equal answers mean that nothing was touched. When its own key
   * was last used is written later than it was used, so that does not count.
   */
  async fingerprint(id: string): Promise<Map<string, string>> {
    const tables = await this.platform.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'store_id' AND NOT a.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT c.relispartition ORDER BY 1`,
    );
    const found = new Map<string, string>();
    for (const [table, column] of [
      ...tables.map(({ name }) => [name, 'store_id']),
      ['stores', 'id'],
    ]) {
      const [row] = await this.platform.rows<{ rows: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t.text, '|' ORDER BY t.text)), '') AS rows
         FROM (SELECT (to_jsonb(own) - 'last_used_at')::text AS text FROM "${table}" own WHERE ${column} = $1) t`,
        [id],
      );
      found.set(String(table), String(row?.rows));
    }
    return found;
  }
}
