import type { AppError, StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { type GivenUrl, maxImportedPages, SourceService } from '../sources/source.service.js';
import type { Ingest } from './ingest.entity.js';
import { IngestQueue, type WantedIngest } from './ingest-queue.js';

type Write<T> = (tx: StoreScope, sourceId: string) => Promise<T>;
type Wanted = Pick<WantedIngest, 'addsNothing'> & { url: GivenUrl };
interface Changed<T> {
  result: T;
  ingest: Ingest;
}

/** The imports that changes of snippets, files and feeds ask for: changes that come before one has begun share it. */
@Injectable()
export class GivenIngests {
  constructor(
    private readonly queue: IngestQueue,
    private readonly sources: SourceService,
  ) {}

  /**
   * Makes the change and asks for its import in one transaction, so that neither comes without the other. The source is made
   * with the first thing given. Throws TENANCY_LIMIT_REACHED.
   */
  add<T>(scope: StoreScope, url: GivenUrl, write: Write<T>): Promise<Changed<T>> {
    const source = async (tx: StoreScope) => (await this.sources.ensureGiven(tx, url)).id;
    return this.write(scope, { url }, source, write);
  }

  /** The same for what was given before. Throws `missing` where nothing was, so that no source is made for it. */
  change<T>(
    scope: StoreScope,
    { missing, ...wanted }: Wanted & { missing: AppError },
    write: Write<T>,
  ): Promise<Changed<T>> {
    const source = async (tx: StoreScope) => {
      const known = await this.sources.findGiven(tx, wanted.url);
      if (known === null) throw missing;
      return known.id;
    };
    return this.write(scope, wanted, source, write);
  }

  private async write<T>(
    scope: StoreScope,
    wanted: Wanted,
    source: (tx: StoreScope) => Promise<string>,
    write: Write<T>,
  ): Promise<Changed<T>> {
    const made: T[] = [];
    const ingest = await this.queue.enqueue(
      scope,
      { kind: 'import', maxPages: maxImportedPages, ...wanted },
      async (tx) => {
        const sourceId = await source(tx);
        made.push(await write(tx, sourceId));
        return { sourceId, pages: [] };
      },
    );
    return { result: made[0] as T, ingest };
  }
}
