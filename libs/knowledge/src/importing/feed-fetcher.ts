import { StoreConnections, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { SiteFetcher } from '../crawling/fetching/site-fetcher.js';
import { FileService } from '../files/file.service.js';
import type { StoredFile } from '../files/stored-file.entity.js';
import { HostTurns } from '../hosts/host-turns.service.js';
import type { Ingest } from '../ingests/ingest.entity.js';
import type { Source } from '../sources/source.entity.js';
import type { ImportDelay, ImportFailure } from './import-reading.js';

const maxFeedBytes = 20 * 1024 * 1024;
const deadlineMs = 60_000;

/** The bytes of a feed. One with an address is fetched once for each import, in the turn of its host, then as stored. */
@Injectable()
export class FeedFetcher {
  constructor(
    private readonly connections: StoreConnections,
    private readonly files: FileService,
    private readonly fetcher: SiteFetcher,
    private readonly turns: HostTurns,
  ) {}

  async find(
    scope: StoreScope,
    source: Source,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<StoredFile | ImportFailure | ImportDelay> {
    const [stored] = await this.files.findAll(scope, source.id);
    if (!isFetched(source)) return stored ?? removed;
    return stored?.name === ingest.id ? stored : this.fetch(scope, source, ingest, signal);
  }

  /** Under the name of the ingest, by which its next slice knows it. */
  private async fetch(
    scope: StoreScope,
    { id, url }: Source,
    ingest: Ingest,
    signal: AbortSignal,
  ): Promise<StoredFile | ImportFailure | ImportDelay> {
    const options = { accept: 'any', maxBytes: maxFeedBytes, atCap: 'refuse', deadlineMs } as const;
    const turn = await this.turns.take(new URL(url).host, ingest.id, () =>
      this.fetcher.fetch(new URL(url), options, signal),
    );
    if (!turn.isTaken) return { waitMs: turn.waitMs };
    const { result: fetched } = turn;
    if (fetched.outcome !== 'fetched') return unreadable(url, fetched);
    const { body: bytes, contentType } = fetched;
    return this.connections.transaction(scope, (tx) =>
      this.files.replace(tx, id, { name: ingest.id, contentType, bytes }),
    );
  }
}

export const isFetched = ({ url }: Source): boolean => /^https?:/.test(url);

export const unreadable = (
  name: string,
  { outcome, detail }: { outcome: string; detail: string },
): ImportFailure => ({
  code: 'KNOWLEDGE_FEED_UNREADABLE',
  detail: `The product feed ${name} could not be read: ${detail} (${outcome}). Mend it and give it again; what was live stays.`,
});

export const removed: ImportFailure = {
  code: 'KNOWLEDGE_FEED_UNREADABLE',
  detail: 'The product feed was removed before it was read. What was live stays.',
};
