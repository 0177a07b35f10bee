import { Injectable, Logger } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';

import { describeError } from '../logs/describe-error.js';
import { Databases } from './connections/databases.js';
import { StoreConnections } from './store-connections.js';

/**
 * Reads across stores, under the platform role. For what belongs to no single store (finding a key's store, listing
 * stores for an admin, sweeps): each use says why.
 */
@Injectable()
export class PlatformRepository {
  private readonly logger = new Logger(PlatformRepository.name);

  constructor(
    private readonly connections: StoreConnections,
    private readonly databases: Databases,
  ) {}

  /** In the shared database: what finds stores, and what belongs to none. */
  async rows<T extends ObjectLiteral>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return (await this.connections.platform(toStatement(sql, params))) as T[];
  }

  /**
   * In each database, one after the other: what lives with its store, of which no store is in two. One that is away is
   * passed over and told, except for the shared one, unless `isWhole`: then it fails.
   */
  async everywhere<T extends ObjectLiteral>(
    sql: string,
    params: readonly unknown[] = [],
    { isWhole = false } = {},
  ): Promise<T[]> {
    const statement = toStatement(sql, params);
    const found = await this.connections.sweep(this.databases.shared, statement);
    for (const name of this.databases.dedicatedNames) {
      try {
        const database = await this.databases.get(name);
        found.push(...(await this.connections.sweep(database, statement)));
      } catch (error) {
        if (isWhole) throw error;
        this.logger.warn({ placement: name, error: describeError(error) }, 'was passed over');
      }
    }
    return found as T[];
  }
}

const toStatement = (text: string, params: readonly unknown[]) => ({
  text,
  values: [...params],
  isKept: false,
});
