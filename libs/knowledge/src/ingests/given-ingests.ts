import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type GivenUrl, maxImportedPages, SourceService } from '../sources/source.service.js';
import type { Ingest } from './ingest.entity.js';
import { IngestQueue, type WantedIngest } from './ingest-queue.js';

/** The imports that changes of snippets, files and feeds ask for: changes that come before one has begun share it. */
@Injectable()
export class GivenIngests {
  constructor(
    private readonly queue: IngestQueue,
    private readonly sources: SourceService,
  ) {}

  /** Makes the change and asks for its import in one transaction, so that neither comes without the other. */
  async change<T>(
    scope: StoreScope,
    url: GivenUrl,
    write: (tx: StoreScope, sourceId: string) => Promise<T>,
    options: Pick<WantedIngest, 'addsNothing'> = {},
  ): Promise<{ result: T; ingest: Ingest }> {
    const made: T[] = [];
    const wanted = { kind: 'import', url, maxPages: maxImportedPages, ...options } as const;
    const ingest = await this.queue.enqueue(scope, wanted, async (tx) => {
      const { id: sourceId } = await this.sources.ensureGiven(tx, url);
      made.push(await write(tx, sourceId));
      return { sourceId, pages: [] };
    });
    return { result: made[0] as T, ingest };
  }
}
