import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type FrontierOwner, FrontierService } from '../frontier/frontier.service.js';
import { inParts } from '../in-parts.js';
import type { OpenImport } from './import-reading.js';

/** So few that the embedded database, which serves one statement at a time, is soon there for others. */
export const thingsAtOnce = 500;

/**
 * Puts what an import is to read into its frontier, a part at a time. Every slice asks for it, since the one before may have
 * been killed in the middle; what stays the same from slice to slice is offered once by each process.
 */
@Injectable()
export class ImportOffer {
  private readonly offered = new WeakSet<OpenImport>();

  constructor(private readonly frontier: FrontierService) {}

  async offer(scope: StoreScope, owner: FrontierOwner, opened: OpenImport): Promise<void> {
    if (this.offered.has(opened)) return;
    const found = opened.urls.toSorted().map((url) => ({ url, depth: 0 }));
    for (const some of inParts(found, thingsAtOnce)) await this.frontier.offer(scope, owner, some);
    this.offered.add(opened);
  }
}
