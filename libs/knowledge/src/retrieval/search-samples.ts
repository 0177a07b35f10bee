import { StoreSamples, type StoreScope } from '@app/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';

import { KnowledgeSearch } from './knowledge-search.service.js';
import { type SamplePlace, SampleQuestions } from './sample-questions.service.js';

/** Questions, and how many finds of each are told. */
const questions = 5;
const finds = 5;

/**
 * Asks the live release some of its own words, for whoever has to know that a store is found alike in two databases. Does
 * not call a model of another's server, which would cost money and write down that it did.
 */
@Injectable()
export class SearchSamples implements OnModuleInit {
  constructor(
    private readonly samples: StoreSamples,
    private readonly questions: SampleQuestions,
    private readonly search: KnowledgeSearch,
  ) {}

  onModuleInit(): void {
    this.samples.register('search', (scope) => this.take(scope));
  }

  private async take(scope: StoreScope): Promise<string[]> {
    const place = await this.questions.place(scope);
    if (place === null) return [];
    const lines: string[] = [];
    for (const question of await this.questions.inWordsOfPages(scope, place.release, questions)) {
      lines.push(await this.ask(scope, question, place));
    }
    return lines;
  }

  /** The question with what was found, and how well. */
  private async ask(scope: StoreScope, question: string, place: SamplePlace): Promise<string> {
    const { results } = await this.search.search(scope, question, { ...place, limit: finds });
    const found = results.map(({ chunkId, score }) => `${chunkId} ${score.toFixed(6)}`);
    return [question, ...found].join(' | ');
  }
}
