import type { StoreScope } from '@app/tenancy';
import { Injectable } from '@nestjs/common';

import { CheckQuestionService } from '../checks/check-question.service.js';
import { ChunkRepository } from '../indexing/chunk.repository.js';
import { ReleaseService } from '../releases/release.service.js';
import { KnowledgeSearch } from './knowledge-search.service.js';
import type { SearchOptions } from './retrieved-chunk.js';

const wordsOfQuestion = 12;

export interface SamplePlace extends Pick<SearchOptions, 'leg'> {
  release: number;
}

/** What a store can be asked where nobody asks: the same of the same rows, in whichever database they are. */
@Injectable()
export class SampleQuestions {
  constructor(
    private readonly releases: ReleaseService,
    private readonly search: KnowledgeSearch,
    private readonly checks: CheckQuestionService,
    private readonly chunks: ChunkRepository,
  ) {}

  /** Where they are asked: the live release, without a model of another's server; null while nothing is live. */
  async place(scope: StoreScope): Promise<SamplePlace | null> {
    const live = await this.releases.findLive(scope);
    return live && { release: live.number, leg: this.search.freeLeg };
  }

  /** By which the store knows a good release; without any, the words of its pages. */
  async list(scope: StoreScope, release: number, limit: number): Promise<string[]> {
    const { items } = await this.checks.list(scope, { limit });
    return items.length > 0
      ? items.map(({ question }) => question)
      : this.inWordsOfPages(scope, release, limit);
  }

  /** Which a search of any kind has to find again. */
  async inWordsOfPages(scope: StoreScope, release: number, limit: number): Promise<string[]> {
    const texts = await this.chunks.sampleTexts(scope, release, limit);
    return texts.map((text) => text.split(/\s+/).slice(0, wordsOfQuestion).join(' '));
  }
}
