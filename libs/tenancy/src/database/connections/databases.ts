import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';

import { TENANCY_CONFIG, type TenancyConfig } from '../../config/tenancy.config.js';
import { sharedPlacement } from '../../placements/placement-locations.js';
import { placementUnknown } from '../../tenancy.errors.js';
import { expectBoundRole } from './bound-role.js';
import { dataSourceOptions } from './data-source-options.js';
import { Database } from './database.js';
import { orDatabaseAway } from './database-away.js';
import type { DatabaseLocation } from './database-location.js';
import { DatabaseWatch } from './database-watch.js';

/** The shared database and those of dedicated stores, each with connections of its own that are made when first wanted. */
@Injectable()
export class Databases implements OnApplicationShutdown {
  readonly shared: Database;
  private readonly dedicated = new Map<string, Promise<Database>>();
  private readonly watches: DatabaseWatch[] = [];

  constructor(
    @InjectDataSource() private readonly source: DataSource,
    @Inject(TENANCY_CONFIG) private readonly config: TenancyConfig,
    watch: DatabaseWatch,
  ) {
    this.shared = new Database(sharedPlacement, source, watch);
  }

  get dedicatedNames(): string[] {
    return [...this.config.placements.keys()];
  }

  knows(name: string): boolean {
    return name === sharedPlacement || this.config.placements.has(name);
  }

  /** Throws TENANCY_PLACEMENT_UNKNOWN for a name that PLACEMENT_URLS does not have. */
  async get(name: string): Promise<Database> {
    if (name === sharedPlacement) return this.shared;
    const location = this.config.placements.get(name);
    if (location === undefined) throw placementUnknown(name);
    const known = this.dedicated.get(name);
    if (known !== undefined) return known;
    const connecting = this.connect(name, location);
    this.dedicated.set(name, connecting);
    // the next who asks tries again
    connecting.catch(() => this.dedicated.delete(name));
    return connecting;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const watch of this.watches) watch.onApplicationShutdown();
    for (const connecting of this.dedicated.values()) {
      await connecting.then(
        ({ source }) => source.destroy(),
        () => undefined,
      );
    }
  }

  /** Its entities are those of the shared database; connections come as they are wanted. */
  private async connect(name: string, location: DatabaseLocation): Promise<Database> {
    const watch = new DatabaseWatch({ database: location });
    const { entities } = this.source.options;
    const own = { database: location, databasePoolSize: this.config.databasePoolSize };
    const source = new DataSource({
      ...dataSourceOptions(own, { socket: watch.socket }),
      entities,
    });
    await source.initialize().catch((error: unknown) => {
      throw orDatabaseAway(error);
    });
    this.watches.push(watch);
    await expectBoundRole(source, location, 'PLACEMENT_URLS').catch(async (error: unknown) => {
      await source.destroy();
      throw error;
    });
    return new Database(name, source, watch);
  }
}
