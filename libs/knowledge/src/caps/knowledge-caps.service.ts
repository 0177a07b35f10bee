import { StoreLimitsService, type StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { Ingest } from '../ingests/ingest.entity.js';
import { type KnowledgeUse, KnowledgeUseRepository } from './knowledge-use.repository.js';

interface Wish {
  /** What is asked for, 1 where left out. */
  more?: number;
  /** Its part does not count: it is about to be replaced. */
  withoutSource?: string | null;
}

type WantedPages = Pick<Ingest, 'kind' | 'maxPages' | 'sourceId'> & {
  mayWait?: boolean;
  /** Nothing is added: it reads what is left after something was removed or replaced. */
  addsNothing?: boolean;
};

/** Holds a store's knowledge to its limits, in the transaction that adds to it. */
@Injectable()
export class KnowledgeCaps {
  constructor(
    private readonly limits: StoreLimitsService,
    private readonly used: KnowledgeUseRepository,
  ) {}

  /** Throws TENANCY_LIMIT_REACHED. */
  check(
    tx: StoreScope,
    name: keyof KnowledgeUse,
    { more, withoutSource }: Wish = {},
  ): Promise<void> {
    return this.limits.checkCap(tx, name, {
      used: () => this.used.countOf(tx, name, withoutSource),
      more,
    });
  }

  /**
   * How many pages an ingest may read. One that somebody asks for is refused where its wish does not fit beside the pages
   * of other sources; an import and a crawl by schedule read what fits. Throws TENANCY_LIMIT_REACHED.
   */
  async pagesFor(
    tx: StoreScope,
    { kind, maxPages, sourceId, mayWait, addsNothing }: WantedPages,
  ): Promise<number> {
    if (kind !== 'crawl' && kind !== 'import') return maxPages;
    if (addsNothing) return Math.min(maxPages, await this.leftFor(tx, sourceId));
    const readsWhatFits = kind === 'import' || mayWait === true;
    const more = readsWhatFits ? 1 : maxPages;
    await this.check(tx, 'pages', { more, withoutSource: sourceId });
    return readsWhatFits ? Math.min(maxPages, await this.leftFor(tx, sourceId)) : maxPages;
  }

  /** What fits beside other sources, and never less than a source has: a limit that was lowered takes nothing away. */
  private async leftFor(tx: StoreScope, sourceId: string | null): Promise<number> {
    const { pages } = await this.limits.get(tx);
    const others = await this.used.countOf(tx, 'pages', sourceId);
    const own = (await this.used.countOf(tx, 'pages')) - others;
    return Math.max(1, own, pages - others);
  }

  use(scope: StoreScope): Promise<KnowledgeUse> {
    return this.used.all(scope);
  }
}
