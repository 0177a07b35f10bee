import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { sha256 } from '../crawling/extraction/split-blocks.js';
import type { LeasedPage, PageResult } from '../frontier/frontier.repository.js';
import { FrontierService } from '../frontier/frontier.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import type { PageAddress, PageBatch } from '../pages/batches/page-batch.js';
import { PageBatches } from '../pages/batches/page-batches.service.js';
import type { PageText } from '../pages/page-text.js';
import { ReleaseService } from '../releases/release.service.js';
import type { ImportedText, ImportReading, OpenImport } from './import-reading.js';

export interface ReadItem {
  page: LeasedPage;
  reading: ImportReading;
}

/** What has a text, a new one or the one that is kept (null). */
interface GivenPage extends Pick<PageText, 'fetchedAt'> {
  page: LeasedPage;
  text: PageText | null;
  detail: string | null;
}

/** Writes what reading gave, texts and outcomes in one transaction. What another worker has finished is left alone. */
@Injectable()
export class ImportKeeper {
  constructor(
    private readonly connections: StoreConnections,
    private readonly frontier: FrontierService,
    private readonly batches: PageBatches,
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
      const open = await this.frontier.lockOpen(
        tx,
        items.map(({ page }) => page.id),
      );
      const written = await this.write(
        tx,
        ingest,
        items.filter(({ page }) => open.has(page.id)),
      );
      await this.frontier.finish(tx, new Map(written.map(([{ id }, result]) => [id, result])));
      for (const [{ url }, result] of written) await opened.note?.(tx, url, result);
    });
  }

  private async write(
    tx: StoreScope,
    { id, sourceId, releaseNumber }: Ingest,
    items: readonly ReadItem[],
  ): Promise<[LeasedPage, PageResult][]> {
    const written: [LeasedPage, PageResult][] = [];
    const given: GivenPage[] = [];
    for (const { page, reading } of items) {
      if (reading.kind === 'ended') written.push([page, reading.result]);
      else if (sourceId !== null) given.push(givenPage(page, sourceId, reading));
    }
    if (sourceId === null || given.length === 0) return written;
    const addresses = given.map(addressOf);
    await this.batches.write(tx, { sourceId, addresses }, releaseNumber, async (pages) => {
      for (const each of pages.inOrder(given, addressOf)) {
        written.push([each.page, await this.store(tx, id, pages, each)]);
      }
    });
    return written;
  }

  private async store(
    tx: StoreScope,
    ingestId: string,
    pages: PageBatch,
    { page: { url }, text, fetchedAt, detail }: GivenPage,
  ): Promise<PageResult> {
    const stored = text === null ? pages.goOn({ url, fetchedAt }) : pages.store(text);
    if (stored === null) return { outcome: 'unchanged', pageId: null, fetchedAt, detail };
    const result = await this.frontier.settle(tx, ingestId, { ...stored, url });
    return { ...result, title: text?.title, fetchedAt, detail: result.detail ?? detail };
  }
}

const addressOf = ({ page: { url }, text }: GivenPage): PageAddress => ({
  url,
  contentHash: text?.contentHash,
});

/** No block hashes: what repeats among things that were given one by one was meant to stand in each. */
function givenPage(
  page: LeasedPage,
  sourceId: string,
  reading: Exclude<ImportReading, { kind: 'ended' }>,
): GivenPage {
  if (reading.kind === 'kept') return { ...reading, page, text: null };
  const { text, detail = null } = reading;
  const whole = { ...text, sourceId, url: page.url, contentHash: hashOf(text), blockHashes: [] };
  return { page, text: whole, fetchedAt: text.fetchedAt, detail };
}

function hashOf({ title, markdown, link, products }: ImportedText): string {
  return sha256([title, markdown, link ?? '', JSON.stringify(products)].join('\n'));
}
