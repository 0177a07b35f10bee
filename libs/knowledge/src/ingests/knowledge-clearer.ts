import { againWhilePassing, StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { FrontierService } from '../frontier/frontier.service.js';
import { PageService } from '../pages/page.service.js';
import { ReleaseService } from '../releases/release.service.js';
import { SourceService } from '../sources/source.service.js';
import { IngestRepository } from './ingest.repository.js';

/** Removes everything a store knows at once, running ingests included: their workers find no row and stop. */
@Injectable()
export class KnowledgeClearer {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly ingests: IngestRepository,
    private readonly pages: PageService,
    private readonly releases: ReleaseService,
    private readonly sources: SourceService,
  ) {}

  async clear(scope: StoreScope): Promise<void> {
    await againWhilePassing(() => this.connections.transaction(scope, (tx) => this.clearAll(tx)));
  }

  /** Nobody adds an ingest, its source or what was given until it ends; a crawl that is in hand may still write once. */
  private async clearAll(tx: StoreScope): Promise<void> {
    await this.ingests.lockQueue(tx);
    await this.releases.lock(tx);
    await this.frontier.clear(tx);
    await this.ingests.delete(tx, {});
    await this.pages.clear(tx);
    await this.releases.clear(tx);
    await this.sources.clear(tx);
  }
}
