import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { sha256 } from '../crawling/extraction/split-blocks.js';
import type { LeasedPage, PageResult } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import { PageService } from '../pages/page.service.js';
import { ReleaseService } from '../releases/release.service.js';
import type { ImportedText, ImportReading, OpenImport } from './import-reading.js';

export interface ReadItem {
  page: LeasedPage;
  reading: ImportReading;
}

/** Writes what reading gave, text and outcome in one transaction. What another worker has finished is left alone. */
@Injectable()
export class ImportKeeper {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly pages: PageService,
    private readonly releases: ReleaseService,
  ) {}

  /** Takes back what an ingest had written that never went live, before anybody asks what is there. */
  async begin(scope: StoreScope, { releaseNumber }: Ingest): Promise<void> {
    await this.connections.transaction(scope, (tx) => this.releases.open(tx, releaseNumber));
  }

  async keep(
    scope: StoreScope,
    ingest: Ingest,
    opened: OpenImport,
    items: readonly ReadItem[],
  ): Promise<void> {
    await this.connections.transaction(scope, async (tx) => {
      for (const { page, reading } of items) {
        if (!(await this.frontier.lockOpen(tx, [page.id])).has(page.id)) continue;
        const result = await this.write(tx, ingest, page.url, reading);
        await this.frontier.finish(tx, new Map([[page.id, result]]));
        await opened.note?.(tx, page.url, result);
      }
    });
  }

  private async write(
    tx: StoreScope,
    { id, sourceId, releaseNumber }: Ingest,
    url: string,
    reading: ImportReading,
  ): Promise<PageResult> {
    if (reading.kind === 'ended' || sourceId === null) return endOf(reading);
    if (reading.kind === 'kept') {
      const { fetchedAt, detail } = reading;
      const kept = await this.pages.keep(tx, { sourceId, url, fetchedAt }, releaseNumber);
      if (kept === null) return { outcome: 'unchanged', pageId: null, fetchedAt, detail };
      return { ...(await this.frontier.settle(tx, id, { ...kept, url })), fetchedAt, detail };
    }
    const { text, detail } = reading;
    const page = { ...text, sourceId, url, contentHash: hashOf(text), blockHashes: [] };
    const stored = await this.pages.store(tx, page, releaseNumber);
    const result = await this.frontier.settle(tx, id, { ...stored, url });
    const { title, fetchedAt } = text;
    return { ...result, title, fetchedAt, detail: result.detail ?? detail ?? null };
  }
}

const endOf = (reading: ImportReading): PageResult =>
  reading.kind === 'ended' ? reading.result : { outcome: 'extraction_failed' };

/** No block hashes: what repeats among things that were given one by one was meant to stand in each. */
function hashOf({ title, markdown, link, products }: ImportedText): string {
  return sha256([title, markdown, link ?? '', JSON.stringify(products)].join('\n'));
}
