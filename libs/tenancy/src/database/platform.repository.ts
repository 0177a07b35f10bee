import { Injectable } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';

import { StoreConnections } from './store-connections.js';

/**
 * Reads across stores, under the platform role. For what belongs to no single store (finding a key's store, listing
 * stores for an admin, sweeps): each use says why.
 */
@Injectable()
export class PlatformRepository {
  constructor(private readonly connections: StoreConnections) {}

  async rows<T extends ObjectLiteral>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const statement = { text: sql, values: [...params], isKept: false };
    return (await this.connections.platform(statement)) as T[];
  }
}
