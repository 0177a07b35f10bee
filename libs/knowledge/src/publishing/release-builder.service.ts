import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { VectorRepository } from '../indexing/vector.repository.js';
import { PageRepository } from '../pages/page.repository.js';
import type { Release } from '../releases/release.entity.js';
import type { ReleaseContents } from '../releases/release.repository.js';
import { ReleaseService } from '../releases/release.service.js';
import { EXACT_UP_TO } from '../sketching/exact-up-to.js';
import { Sketcher } from '../sketching/sketcher.service.js';
import { LexicalIndexer } from './lexical-indexer.service.js';

/** Gets everything ready that a release needs before it may be searched and flipped to, and counts what it holds. */
@Injectable()
export class ReleaseBuilder {
  constructor(
    private readonly releases: ReleaseService,
    private readonly pages: PageRepository,
    private readonly vectors: VectorRepository,
    private readonly sketcher: Sketcher,
    private readonly lexical: LexicalIndexer,
  ) {}

  /** Whether a release of the same pages as the live one would be searched just the same, too. */
  isAsLive(scope: StoreScope, release: number, live: Release): Promise<boolean> {
    return this.lexical.isAsBefore(scope, release, live);
  }

  async build(scope: StoreScope, release: number): Promise<ReleaseContents> {
    const { embeddingModel } = await this.releases.get(scope, release);
    const previous = await this.releases.findLive(scope);
    const indexed = await this.lexical.build(scope, { release, previous });
    if (embeddingModel !== null && indexed.chunkCount > EXACT_UP_TO) {
      await this.sketcher.sketchMissing(scope, embeddingModel);
    }
    const contents = {
      pageCount: await this.pages.countVisible(scope, release),
      ...indexed,
      embeddingDimensions: await this.vectors.findWidth(scope, embeddingModel ?? ''),
    };
    await this.releases.noteContents(scope, release, contents);
    return contents;
  }
}
