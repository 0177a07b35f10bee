import { type SamplePlace, SampleQuestions } from '@app/knowledge';
import { StoreSamples, type StoreScope } from '@app/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';

import { EvidenceFinder } from '../answering/evidence-finder.js';
import { contentOf, quotesOf } from '../making/quoted-answer.js';
import { languageOf } from '../questions/shopper-language.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import { AgentSettingsService } from '../settings/agent-settings.service.js';
import { storeReplies } from '../settings/store-replies.js';
import { PastTurnRepository } from './past-turn.repository.js';

/** Few, since the store takes no writes meanwhile. */
const questions = 3;

/**
 * Answers questions of the store's shoppers again, in quotes, for whoever has to know that it answers alike in two databases.
 * Calls no model and stores nothing, since a store that is looked at so takes no writes.
 */
@Injectable()
export class AnswerSamples implements OnModuleInit {
  constructor(
    private readonly samples: StoreSamples,
    private readonly turns: PastTurnRepository,
    private readonly others: SampleQuestions,
    private readonly settings: AgentSettingsService,
    private readonly evidence: EvidenceFinder,
  ) {}

  onModuleInit(): void {
    this.samples.register('answers', (scope) => this.take(scope));
  }

  private async take(scope: StoreScope): Promise<string[]> {
    const place = await this.others.place(scope);
    if (place === null) return [];
    const { settings } = await this.settings.current(scope);
    const lines: string[] = [];
    for (const question of await this.questionsOf(scope, place.release)) {
      lines.push(await this.answer(scope, question, { place, settings }));
    }
    return lines;
  }

  private async questionsOf(scope: StoreScope, release: number): Promise<string[]> {
    const asked = await this.turns.newestAnswered(scope, questions);
    return asked.length > 0 ? asked : this.others.list(scope, release, questions);
  }

  /** The question with what is said and what that rests on; not how old that is, which grows while both are asked. */
  private async answer(
    scope: StoreScope,
    question: string,
    { place, settings }: { place: SamplePlace; settings: AgentSettings },
  ): Promise<string> {
    const asked = { text: question, carriedWords: [] };
    const found = await this.evidence.find(scope, asked, place);
    const language = languageOf({ content: question, history: [] });
    const replies = storeReplies(settings, { language, canHandOff: true });
    const { answer } = quotesOf(found, { settings, replies });
    const said = answer === null ? replies.abstained : contentOf(answer);
    const cited = answer?.citations.map(
      ({ number, pageId, url, quote, fetchedAt }) =>
        `[${number}] ${pageId} ${url} ${fetchedAt} ${quote}`,
    );
    return [question, said, ...(cited ?? [])].join(' | ');
  }
}
