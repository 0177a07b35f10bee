import { StoreSamples, type StoreScope } from '@app/tenancy';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';

import { EMBEDDING_MODEL, type EmbeddingModel } from '../embedding/embedding-model.js';
import { ChunkRepository } from '../indexing/chunk.repository.js';
import { ReleaseService } from '../releases/release.service.js';
import { KnowledgeSearch } from './knowledge-search.service.js';

/** Questions, and how many finds of each are told. */
const questions = 5;
const finds = 5;
const wordsOfQuestion = 12;

/**
 * Asks the live release some of its own words, for whoever has to know that a store is found alike in two databases. Does
 * not call a model of another's server, which would cost money and write down that it did: then it asks by words alone.
 */
@Injectable()
export class SearchSamples implements OnModuleInit {
  constructor(
    private readonly samples: StoreSamples,
    @Inject(EMBEDDING_MODEL) private readonly model: EmbeddingModel,
    private readonly releases: ReleaseService,
    private readonly chunks: ChunkRepository,
    private readonly search: KnowledgeSearch,
  ) {}

  onModuleInit(): void {
    this.samples.register('search', (scope) => this.take(scope));
  }

  private async take(scope: StoreScope): Promise<string[]> {
    const live = await this.releases.findLive(scope);
    if (live === null) return [];
    const lines: string[] = [];
    for (const text of await this.chunks.sampleTexts(scope, live.number, questions)) {
      const question = text.split(/\s+/).slice(0, wordsOfQuestion).join(' ');
      lines.push(await this.ask(scope, live.number, question));
    }
    return lines;
  }

  /** The question with what was found, and how well. */
  private async ask(scope: StoreScope, release: number, question: string): Promise<string> {
    const leg = this.model.kind === 'semantic' ? 'lexical' : undefined;
    const { results } = await this.search.search(scope, question, { leg, release, limit: finds });
    const found = results.map(({ chunkId, score }) => `${chunkId} ${score.toFixed(6)}`);
    return [question, ...found].join(' | ');
  }
}
