import { Injectable } from '@nestjs/common';

import { Databases } from '../database/connections/databases.js';
import { PlatformRepository } from '../database/platform.repository.js';
import { withoutStore } from '../database/roles.js';
import { inTime } from '../errors/in-time.js';

export interface Placement {
  name: string;
  state: 'up' | 'away';
  stores: number;
}

/** A database that takes longer to say hello is away. */
const answerWithinMs = 900;

const PROBE = { text: 'SELECT 1', values: [], isKept: false };

/** The databases that stores live in, for the operator, which is why it looks across stores. */
@Injectable()
export class PlacementDirectory {
  constructor(
    private readonly platform: PlatformRepository,
    private readonly databases: Databases,
  ) {}

  /** The shared one first, those of PLACEMENT_URLS in their order, then names that stores have and nothing else knows. */
  async list(): Promise<Placement[]> {
    const counts = await this.platform.rows<{ name: string; stores: number }>(
      `SELECT placement AS name, count(*)::int AS stores FROM stores
       WHERE NOT is_synthetic AND placement <> 'arriving' GROUP BY 1 ORDER BY 1`,
    );
    const storesOf = new Map(counts.map(({ name, stores }) => [name, stores]));
    const known = [this.databases.shared.name, ...this.databases.dedicatedNames];
    const names = new Set([...known, ...storesOf.keys()]);
    return Promise.all(
      [...names].map(async (name) => ({
        name,
        state: await this.stateOf(name),
        stores: storesOf.get(name) ?? 0,
      })),
    );
  }

  /** Names of PLACEMENT_URLS whose databases do not answer: their stores are away, and nobody else's. */
  async away(): Promise<string[]> {
    const names = this.databases.dedicatedNames;
    const states = await Promise.all(names.map((name) => this.stateOf(name)));
    return names.filter((_, n) => states[n] === 'away');
  }

  private stateOf(name: string): Promise<Placement['state']> {
    const answer = this.databases.get(name).then((database) => database.alone(withoutStore, PROBE));
    return inTime(answer, answerWithinMs, () => new Error(`${name} took too long`)).then(
      () => 'up' as const,
      () => 'away' as const,
    );
  }
}
