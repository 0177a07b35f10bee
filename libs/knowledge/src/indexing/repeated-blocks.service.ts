import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import type { RepeatedBlock } from '../pages/repeated-block.js';
import { RepeatedBlockRepository } from '../pages/repeated-block.repository.js';

/** A block is repeated when more than half of a source's pages hold it, but never on a handful of pages. */
const REPEATED = { minPages: 5, share: 0.5 } as const;

/** Sources whose blocks are remembered; each process indexes only a few at a time. */
const MAX_REMEMBERED = 20;

/**
 * The blocks that repeat on most pages of a source, in a release whose crawl has ended: its pages stay the same from then
 * on, so that one count serves all slices of a process.
 */
@Injectable()
export class RepeatedBlocks {
  private readonly remembered = new Map<string, readonly RepeatedBlock[]>();

  constructor(private readonly blocks: RepeatedBlockRepository) {}

  async find(
    scope: StoreScope,
    sourceId: string,
    releaseNumber: number,
  ): Promise<readonly RepeatedBlock[]> {
    const key = `${scope.storeId} ${sourceId} ${releaseNumber}`;
    return this.remembered.get(key) ?? this.count(scope, sourceId, releaseNumber);
  }

  /** Counts anew, for the moment when the crawl has just ended. */
  async count(
    scope: StoreScope,
    sourceId: string,
    releaseNumber: number,
  ): Promise<readonly RepeatedBlock[]> {
    const wanted = { releaseNumber, ...REPEATED };
    const blocks = await this.blocks.findBlocks(scope, sourceId, wanted);
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(`${scope.storeId} ${sourceId} ${releaseNumber}`, blocks);
    return blocks;
  }
}
