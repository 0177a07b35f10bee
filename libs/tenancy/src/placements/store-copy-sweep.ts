import { Injectable, Logger } from '@nestjs/common';

import type { Database } from '../database/connections/database.js';
import { Databases } from '../database/connections/databases.js';
import { PlatformRepository } from '../database/platform.repository.js';
import { asPlatform } from '../database/roles.js';
import { describeError } from '../logs/describe-error.js';
import { StoreScope } from '../scope/store-scope.js';
import { StoreCopies } from './store-copies.js';

interface OwnRow {
  id: string;
  placement: string;
  changed: string;
}

/**
 * Mends the rows of stores in databases of their own where a process died, or the database was away, between the shared row
 * and its copy. Looks across stores, as they are few.
 */
@Injectable()
export class StoreCopySweep {
  private readonly logger = new Logger(StoreCopySweep.name);

  constructor(
    private readonly platform: PlatformRepository,
    private readonly databases: Databases,
    private readonly copies: StoreCopies,
  ) {}

  /** Returns how many were mended. */
  async mend(): Promise<number> {
    const rows = await this.platform.rows<OwnRow>(
      `SELECT id, placement, updated_at::text AS changed FROM stores
       WHERE placement NOT IN ('shared', 'arriving')`,
    );
    let mended = 0;
    for (const name of new Set(rows.map(({ placement }) => placement))) {
      try {
        const own = rows.filter(({ placement }) => placement === name);
        mended += await this.mendIn(await this.databases.get(name), own);
      } catch (error) {
        this.logger.warn({ placement: name, error: describeError(error) }, 'was passed over');
      }
    }
    return mended;
  }

  private async mendIn(database: Database, rows: readonly OwnRow[]): Promise<number> {
    const copies = (await database.alone(asPlatform, {
      text: `SELECT id, updated_at::text AS changed FROM stores WHERE id = ANY ($1)`,
      values: [rows.map(({ id }) => id)],
      isKept: false,
    })) as Pick<OwnRow, 'id' | 'changed'>[];
    const changed = new Map(copies.map((copy) => [copy.id, copy.changed]));
    const apart = rows.filter((row) => changed.get(row.id) !== row.changed);
    for (const { id } of apart) await this.copies.put(database, StoreScope.open(id));
    return apart.length;
  }
}
