import { Injectable } from '@nestjs/common';

import type { Database } from '../database/connections/database.js';
import { Databases } from '../database/connections/databases.js';
import { asPlatform } from '../database/roles.js';
import { ShortMemory } from '../stores/short-memory.js';
import { sharedPlacement } from './placement-locations.js';

/** Those that live in a database of their own are few, so they are all looked up at once; what arrives does not live yet. */
const APART = {
  text: `SELECT id, placement FROM stores WHERE placement NOT IN ('shared', 'arriving')`,
  values: [],
  isKept: false,
};

/** Which database a store lives in, at most a second old; whoever moves a store waits so long before it may be written. */
@Injectable()
export class StorePlaces {
  private readonly apart = new ShortMemory<ReadonlyMap<string, string>>();

  constructor(private readonly databases: Databases) {}

  async of(storeId: string): Promise<Database> {
    return this.databases.get(await this.nameOf(storeId));
  }

  /** Without other databases nothing is asked. */
  async nameOf(storeId: string): Promise<string> {
    if (this.databases.dedicatedNames.length === 0) return sharedPlacement;
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
