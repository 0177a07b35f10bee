import { Injectable } from '@nestjs/common';

import type { Database } from '../../database/connections/database.js';
import { StoreConnections } from '../../database/store-connections.js';
import type { StoreScope } from '../../scope/store-scope.js';
import { capsuleMismatch } from '../capsules/capsule.errors.js';
import type { CapsuleEnd } from '../capsules/capsule-format.js';
import { StoreSamples } from '../store-samples.js';

/** Asks the rooms of a store that arrived what they were asked where it comes from. */
@Injectable()
export class ArrivalSamples {
  constructor(
    private readonly connections: StoreConnections,
    private readonly samples: StoreSamples,
  ) {}

  /** How many were found alike, by the name of the room. Throws TENANCY_CAPSULE_MISMATCH. */
  async expectAlike(
    scope: StoreScope,
    to: Database,
    { samples: wanted }: CapsuleEnd,
  ): Promise<Record<string, number>> {
    const found = await this.samples.take(this.connections.at(to, scope));
    const asked = Object.entries(wanted).filter(([room]) => found.has(room));
    const other = asked.filter(([room, lines]) => found.get(room)?.join('\n') !== lines.join('\n'));
    if (other.length > 0) throw capsuleMismatch(other.map(([room]) => `samples of ${room}`));
    return Object.fromEntries(asked.map(([room, lines]) => [room, lines.length]));
  }
}
