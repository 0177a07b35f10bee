import { Injectable } from '@nestjs/common';

import type { Database } from '../database/connections/database.js';
import { Databases } from '../database/connections/databases.js';
import { asPlatform } from '../database/roles.js';
import { ShortMemory } from '../stores/short-memory.js';
import { placeNotNamed } from '../tenancy.errors.js';
import { sharedPlacement } from './placement-locations.js';

/** Those that live in a database of their own are few, so they are all looked up at once; what arrives does not live yet. */
const APART = {
  text: `SELECT id, placement FROM stores WHERE placement NOT IN ('shared', 'arriving')`,
  values: [],
  isKept: false,
};

/** Until each process has forgotten where a store lived. */
export const placesForgottenAfterMs = 1_200;

/** Which database a store lives in, at most a second old; whoever moves a store waits so long before it may be written. */
@Injectable()
export class StorePlaces {
  private readonly apart = new ShortMemory<ReadonlyMap<string, string>>();

  constructor(private readonly databases: Databases) {}

  /**
   * Throws TENANCY_DATABASE_UNAVAILABLE where PLACEMENT_URLS of this process does not name it: what the shared database may
   * still hold of such a store is neither shown nor written.
   */
  async of(storeId: string): Promise<Database> {
    const name = await this.nameOf(storeId);
    return this.databases.get(name).catch((error: unknown) => {
      throw this.databases.knows(name) ? error : placeNotNamed(name, error);
    });
  }

  async nameOf(storeId: string): Promise<string> {
    const apart = await this.apart.get('', () => this.lookUp());
    return apart.get(storeId) ?? sharedPlacement;
  }

  /** As it is at this moment. */
  async lookUpNow(storeId: string): Promise<string> {
    return (await this.lookUp()).get(storeId) ?? sharedPlacement;
  }

  private async lookUp(): Promise<ReadonlyMap<string, string>> {
    const rows = (await this.databases.shared.alone(asPlatform, APART)) as {
      id: string;
      placement: string;
    }[];
    return new Map(rows.map(({ id, placement }) => [id, placement]));
  }
}
